using Dapper;
using Sync.Contracts;
using Sync.Scheduler.Catalogue;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Checks;

/// <summary>A scheduler whose rig has the cameras a and b, asked before a night; the test answers for all others.</summary>
internal sealed class CheckStage : IAsyncDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 9, 21, 0, 0, TimeSpan.Zero);
    private readonly Scratch scratch = new();
    private readonly Guid checkId = Guid.NewGuid();
    private SchedulerStage stage = null!;

    public Sync.Scheduler.Nights.Tonight Tonight => stage.Tonight;

    public IReadOnlyList<CheckReadiness> Questions => stage.Probe.All<CheckReadiness>();

    /// <param name="catalogue">whether there is anything to expose</param>
    public static async Task<CheckStage> With(bool catalogue = true)
    {
        var check = new CheckStage();
        check.stage = await SchedulerStage.Start(check.scratch.Database, Evening);
        if (catalogue)
            await check.stage.Store.Write(t => DemoCatalogue.Seed(t), CancellationToken.None);
        return check;
    }

    public async Task Asks()
    {
        await stage.Say(Addresses.Checks, new RequestCheck { CheckId = checkId });
        await stage.ComesToRest();
    }

    public async Task NightBegins(Guid nightId)
    {
        await stage.Tell(Addresses.Night, new StartNight { NightId = nightId, Cameras = ["a", "b"] });
        await stage.ComesToRest();
    }

    /// <summary>Its heart beats once; filters as the demonstration's plans want them.</summary>
    public async Task Appears(string camera, params string[] filters)
    {
        await stage.Say(Addresses.Fleet, new CameraHeartbeat
        {
            Camera = camera, Instance = Guid.Empty, Filters = filters, Profile = camera, PixelArcseconds = 1, Activity = CameraActivity.SyncWait,
            ExposureEnds = null, Exposure = null, Readout = null, SentAt = stage.Time.GetUtcNow(),
        });
        await stage.ComesToRest();
    }

    /// <param name="from">a name of <see cref="Senders"/></param>
    /// <param name="outcome">of the one thing that it looked at</param>
    /// <param name="aheadSeconds">how far its clock is ahead</param>
    public async Task Answers(string from, CheckOutcome outcome = CheckOutcome.Good, double aheadSeconds = 0)
    {
        var question = Questions.First(q => (q.Camera is { } camera ? Senders.Camera(camera) : null) is var to && (to == from || to is null));
        var now = stage.Time.GetUtcNow().AddSeconds(aheadSeconds);
        await stage.Say(Addresses.Checks, new ReadinessReported
        {
            CheckId = question.CheckId, From = from, Asked = question.Asked, Heard = now, Answered = now,
            Items = [new() { Where = "elsewhere", Subject = "device", Outcome = outcome, Finding = $"{from} looked." }],
        });
        await stage.ComesToRest();
    }

    public async Task AllAnswer()
    {
        foreach (var from in new[] { Senders.Dither, Senders.Grader, Senders.Camera("a"), Senders.Camera("b") })
            await Answers(from);
    }

    public Task Passes(double seconds) => stage.Passes(seconds);

    public Task<CheckCompleted> Completed() => stage.Probe.Hears<CheckCompleted>();

    public bool HasCompleted => stage.Probe.All<CheckCompleted>().Count > 0;

    /// <summary>Whether it was ready, of each check of the night that is kept.</summary>
    public Task<IReadOnlyList<bool>> Kept(Guid nightId) => stage.Store.Read<IReadOnlyList<bool>>(
        c => [.. c.Query<int>("select ready from night_check where night_id = @id", new { id = nightId.ToString("N") }).Select(r => r == 1)]);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        scratch.Dispose();
    }
}
