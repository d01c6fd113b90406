using Sync.Contracts;
using Sync.Devices.Simulated.World;
using Sync.Host.Faults;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Rounds;
using Sync.Tests.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Host.Faults;

/// <summary>A night of one round and one frame that keeps every promise, until a test spoils its evidence.</summary>
internal sealed class SoundNight : IAsyncDisposable
{
    private static readonly DateTimeOffset Begins = new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero);
    private readonly Scratch folder = new();
    private readonly ScratchStore books;

    private SoundNight(ScratchStore books)
    {
        this.books = books;
        Round = new()
        {
            CorrelationId = Guid.NewGuid(), NightId = NightId, Number = 1, Epoch = 1, Lease = TimeSpan.FromSeconds(120),
            StartedAt = Begins, SkyReadyAt = At(30), OpenedAt = At(31), ClosedAt = At(92),
            Cameras = [new() { Name = "a", Phase = CameraPhase.Taken, Frames = 1, Slot = Slot }],
        };
        Records = [new MoveBegan("rig.mount", Begins, "slew", 30), new MoveEnded("rig.mount", At(30))];
    }

    public Guid NightId { get; } = Guid.NewGuid();

    public Round Round { get; }

    public List<TruthRecord> Records { get; }

    public List<Fault> Faults { get; } = [];

    /// <summary>Wanted is one frame, and one was taken: open from 31 to 91 s.</summary>
    public static async Task<SoundNight> Kept()
    {
        var night = new SoundNight(await ScratchStore.Open());
        await night.books.Write(t => CatalogueWriter.Plan(t, new(night.Slot.PlanId, Guid.NewGuid(), Guid.NewGuid()) { Desired = 1 }));
        await night.Allot("a");
        await night.Saves("a", 31, "a.fits");
        return night;
    }

    /// <param name="seconds">since it began</param>
    public DateTimeOffset At(double seconds) => Begins.AddSeconds(seconds);

    public string Path(string file) => folder.File(file);

    /// <summary>A camera is given a frame of the plan.</summary>
    public Task Allot(string camera) => Write(t => Book.Allot(t, NightId, Round.CorrelationId, camera, Slot.PlanId, "L", 1));

    /// <summary>A frame of one minute comes on disk, is recorded and judged.</summary>
    public async Task Saves(string camera, double opened, string file, bool accepted = true)
    {
        var frame = Frames.Saved(Guid.NewGuid(), NightId, Round.CorrelationId, camera, Slot.PlanId, At(opened)) with { Path = Path(file) };
        await File.WriteAllTextAsync(frame.Path, "A frame.");
        await Write(t =>
        {
            Book.Saved(t, frame);
            Book.Graded(t, Frames.Graded(frame.FrameId, accepted));
        });
    }

    public Task Write(Action<Transaction> work) => books.Write(work);

    /// <summary>What was under way at one instant.</summary>
    public Task<IReadOnlyList<BrokenPromise>> Overdone() => books.Store.Read(c => PromiseJudge.Overdone(c, At(100)));

    public Task<IReadOnlyList<BrokenPromise>> Judged() =>
        PromiseJudge.Judge(new Evidence(books.Store, NightId, Records, [Round], 1), folder.Folder, Faults, At(200));

    public async ValueTask DisposeAsync()
    {
        await books.DisposeAsync();
        folder.Dispose();
    }

    private Slot Slot { get; } = new()
    {
        PlanId = Guid.NewGuid(), Kind = "L", Filter = "L", Exposure = TimeSpan.FromSeconds(60), Gain = null, Offset = null, Binning = 1, ReadoutMode = null,
    };
}
