using System.Collections.Concurrent;
using Sync.Contracts;
using Sync.Scheduler.Events;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Story;
using Sync.Script;
using Sync.Script.Reading;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>A night of two cameras on M 31, with the test in the place of the mount and of the cameras, whose hearts beat by themselves.</summary>
internal sealed class NightStage : IAsyncDisposable
{
    public static readonly DateTimeOffset Evening = new(2026, 11, 9, 21, 0, 0, TimeSpan.Zero);
    private readonly Scratch scratch = new();
    private readonly Guid lostFrame = Guid.NewGuid();
    public Hearts Hearts { get; } = new();
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly Playbook? playbook;
    private CancellationTokenSource stopped = new();
    private Task heart = Task.CompletedTask;
    private SchedulerStage stage = null!;

    private NightStage(IReadOnlyDictionary<string, string?> settings, Playbook? playbook) => (this.settings, this.playbook) = (settings, playbook);

    public Guid NightId { get; } = Guid.NewGuid();

    /// <summary>How much each camera needs to focus, percent; a camera that is not in it can't.</summary>
    public ConcurrentDictionary<string, double> Needs => Hearts.Needs;

    /// <inheritdoc cref="Hearts.Solvers"/>
    public ConcurrentDictionary<string, bool> Solvers => Hearts.Solvers;

    public Probe Probe => stage.Probe;

    public SchedulerStage Stage => stage;

    public System.Diagnostics.Metrics.Meter Meter => stage.Meter;

    public Tonight Tonight => stage.Tonight;

    public async Task<string> State() => (await Row()).CurrentState;

    public async Task<NightRecord> Record() => (await stage.Store.Read(c => NightRecords.Of(c, NightId)))!;

    public async Task<Night> Row() => (await stage.Row<Night>(NightId))!;

    /// <param name="cameras">those that are there</param>
    /// <param name="desired">exposures of a minute that are wanted</param>
    /// <param name="settings">others than the defaults</param>
    /// <param name="ditherEvery">frames of one camera between dithers</param>
    /// <param name="script">null for none</param>
    /// <param name="transit">of the target; null for that of M 31</param>
    public static async Task<NightStage> With(
        string[] cameras, int desired = 20, Dictionary<string, string?>? settings = null, int ditherEvery = 1, string? script = null, DateTimeOffset? transit = null)
    {
        var night = new NightStage(settings ?? [], script is null ? null : ScriptReader.Read("night.yml", script, ["a", "b"], ["a"]));
        await night.Wake(Evening);
        await night.stage.Store.Write(t => NightsCatalogue.Write(t, desired, ditherEvery, transit), CancellationToken.None);
        foreach (var camera in cameras)
            await night.Appears(camera);
        return night;
    }

    /// <summary>Begun, with cameras a and b and the first slew under way.</summary>
    public static async Task<NightStage> Moving(int desired = 20, Dictionary<string, string?>? settings = null)
    {
        var night = await With(["a", "b"], desired, settings);
        await night.Begins();
        Assert.Equal("Moving", await night.State());
        return night;
    }

    /// <summary>In its first round, all shutters open.</summary>
    public static async Task<NightStage> Imaging(int desired = 20, Dictionary<string, string?>? settings = null)
    {
        var night = await Moving(desired, settings);
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal("Imaging", await night.State());
        return night;
    }

    public async Task Appears(string camera)
    {
        await Hearts.Begin(stage, camera);
        await stage.ComesToRest();
    }

    public void FallsSilent(string camera) => Hearts.Stop(camera);

    public Task Begins(DateTimeOffset? ends = null) => Tell(Addresses.Night, new StartNight { NightId = NightId, Ends = ends, Cameras = ["a", "b"] });

    /// <returns>the request</returns>
    public Task<Guid> Pauses(bool now = false) => Asks(id => new RequestPause { RequestId = id, AbortExposures = now });

    public Task IsUnsafe(long number, string reason = "rain") =>
        Tell(Addresses.Night, new SkyUnsafe { NightId = NightId, Number = number, Since = stage.Time.GetUtcNow(), Reason = reason });

    public Task IsSafe(long number) => Tell(Addresses.Night, new SkySafe { NightId = NightId, Number = number, Since = stage.Time.GetUtcNow() });

    /// <returns>the request</returns>
    public Task<Guid> Resumes() => Asks(id => new RequestResume { RequestId = id });

    /// <returns>the request</returns>
    public Task<Guid> AsksToStop(bool now = false) => Asks(id => new RequestStop { RequestId = id, AbortExposures = now });

    public Task Stops(bool abort = false) =>
        Tell(Addresses.Night, new StopNight { NightId = NightId, Reason = "A test wants it.", AbortExposures = abort, RequestId = null });

    /// <param name="side">where the mount says that the telescopes are</param>
    /// <param name="unsettled">why guiding had not, though the night goes on</param>
    /// <param name="restarted">whether guiding was started again</param>
    public async Task Settles(SideOfPier? side = null, string? unsettled = null, bool restarted = false)
    {
        var row = await Row();
        await Settled(row.MoveId!.Value, row.Epoch, side, unsettled, restarted);
    }

    public Task Settled(Guid move, int epoch, SideOfPier? side = null, string? unsettled = null, bool restarted = false) => Tell(Addresses.Night, new SkySettled
    {
        MoveId = move, NightId = NightId, Epoch = epoch, Began = stage.Time.GetUtcNow(), Ended = stage.Time.GetUtcNow(),
        ShiftArcseconds = null, ShiftPixels = null, Settling = null, GuidingRmsArcseconds = null, Side = side, Unsettled = unsettled, Restarted = restarted,
    });

    public async Task Fails(Guid? move = null)
    {
        var (row, now) = (await Row(), stage.Time.GetUtcNow());
        await Tell(Addresses.Night, new MoveFailed
        {
            MoveId = move ?? row.MoveId!.Value, NightId = NightId, Epoch = row.Epoch, Began = now, Ended = now, Reason = "The mount is stuck.",
        });
    }

    /// <summary>Every camera that was asked for the present round is ready.</summary>
    public async Task CamerasAreReady(IReadOnlyList<PrepareRound>? prepared = null)
    {
        var round = (await Row()).RoundId;
        foreach (var asked in (prepared ?? Probe.All<PrepareRound>()).Where(p => p.RoundId == round))
        {
            await Tell(Addresses.Round, new CameraReady
            {
                RoundId = asked.RoundId, Epoch = asked.Epoch, Camera = asked.Camera, Stamp = Guid.NewGuid(), StampNumber = 1,
            });
        }
    }

    public async Task Closes(string camera, bool taken = true, int frames = 1)
    {
        var row = await Row();
        await Tell(Addresses.Round, new ShutterClosed
        {
            RoundId = row.RoundId!.Value, Epoch = row.Epoch, Camera = camera, Frames = taken ? frames : 0, Open = TimeSpan.FromMinutes(1),
            Reason = taken ? null : "It was told to.",
        });
    }

    /// <summary>A camera that looked for its focus for a minute has found it at 5080, or has not.</summary>
    public async Task Focused(string camera, string? whyNot = null)
    {
        var (row, now) = (await Row(), stage.Time.GetUtcNow());
        await Tell(Addresses.Frames, new FocusEnded
        {
            RoundId = row.RoundId!.Value, NightId = NightId, Camera = camera, Began = now, Ended = now.AddMinutes(1), Filter = "L", PositionSteps = 5080,
            HfrPixels = whyNot is null ? 2.5 : null, ExplainedPercent = whyNot is null ? 97 : null, FocuserCelsius = 8, Points = 9, Reason = whyNot,
        });
        await Tell(Addresses.Round, new ShutterClosed
        {
            RoundId = row.RoundId.Value, Epoch = row.Epoch, Camera = camera, Frames = 0, Open = TimeSpan.FromMinutes(1), Reason = whyNot,
        });
    }

    /// <summary>A camera that solved for half a minute has its field at 12°, or is unrotated.</summary>
    public async Task Solved(string camera, string? whyNot = null)
    {
        var (row, now) = (await Row(), stage.Time.GetUtcNow());
        await Tell(Addresses.Frames, new SolveEnded
        {
            RoundId = row.RoundId!.Value, NightId = NightId, Camera = camera, Began = now, Ended = now.AddSeconds(30), AngleDegrees = whyNot is null ? 12 : null,
            WantedDegrees = 12, OffsetArcseconds = whyNot is null ? 40 : null, PixelArcseconds = whyNot is null ? 1.4 : null, Tries = 2, Reason = whyNot,
        });
        await Tell(Addresses.Round, new ShutterClosed
        {
            RoundId = row.RoundId.Value, Epoch = row.Epoch, Camera = camera, Frames = 0, Open = TimeSpan.FromSeconds(10), Reason = whyNot,
        });
    }

    public async Task Loses(string camera) =>
        await Tell(Addresses.Frames, new FrameLost { FrameId = lostFrame, RoundId = (await Row()).RoundId!.Value, Camera = camera, Reason = "The disk is full." });

    /// <summary>A camera says that what it was told last for the script is over.</summary>
    public async Task Does(string camera, string? trouble = null)
    {
        var id = (await Row()).EventId ?? Probe.All<RunStep>().Last(s => s.Camera == camera).EventId;
        await Tell(Addresses.Event, new StepEnded { EventId = id, Stage = (await stage.Row<ScriptEvent>(id))!.Stage, Camera = camera, Trouble = trouble });
    }

    /// <returns>the request</returns>
    public Task<Guid> Comes(string barrier, string program) => Asks(id => new RequestBarrier { RequestId = id, Barrier = barrier, Program = program });

    public Task Passes(double seconds) => stage.Passes(seconds);

    /// <summary>The scheduler's process ends, and begins again after five seconds.</summary>
    public async Task Restarts()
    {
        var now = stage.Time.GetUtcNow();
        await Sleep();
        await Wake(now + TimeSpan.FromSeconds(5));
        await Passes(4); // hearts beat every three
    }

    public async ValueTask DisposeAsync()
    {
        await Sleep();
        stopped.Dispose();
        scratch.Dispose();
    }

    private async Task Wake(DateTimeOffset at)
    {
        stage = await SchedulerStage.Start(scratch.Database, at, settings, playbook);
        stopped = new CancellationTokenSource();
        heart = Hearts.Beat(stage, stopped.Token);
    }

    private async Task Sleep()
    {
        await stopped.CancelAsync();
        await heart.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stage.DisposeAsync();
    }

    private async Task<Guid> Asks<T>(Func<Guid, T> request)
        where T : class
    {
        var id = Guid.NewGuid();
        await stage.Say(Addresses.Requests, request(id));
        await stage.ComesToRest();
        return id;
    }

    private async Task Tell<T>(string endpoint, T message)
        where T : class
    {
        await stage.Tell(endpoint, message);
        await stage.ComesToRest();
    }
}
