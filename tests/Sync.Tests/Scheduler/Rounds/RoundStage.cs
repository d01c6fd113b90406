using Sync.Clock;
using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>One round, with the test in the place of the night and of the cameras.</summary>
internal sealed class RoundStage : IAsyncDisposable
{
    public const int Epoch = 7;
    public static readonly DateTimeOffset Begins = new(2026, 11, 9, 22, 0, 0, TimeSpan.Zero);
    private readonly Scratch scratch = new();
    private SchedulerStage stage = null!;
    private int inVain;

    public Guid RoundId { get; } = Guid.NewGuid();

    public Guid NightId { get; } = Guid.NewGuid();

    public SchedulerStage Stage => stage;

    public Probe Probe => stage.Probe;

    public IEnumerable<string> Opened => Probe.All<OpenShutters>().Select(o => o.Camera).Order();

    public IEnumerable<string> Aborted => Probe.All<AbortSlot>().Select(o => o.Camera).Order();

    /// <summary>Null while the round is not closed; fails when it was closed twice.</summary>
    public RoundClosed? Outcome => Probe.All<RoundClosed>().SingleOrDefault();

    /// <param name="skyIsReady">whether nothing moves</param>
    /// <param name="slots">seconds of the slot of each camera, a first</param>
    public static async Task<RoundStage> Of(bool skyIsReady, params int[] slots)
    {
        var round = new RoundStage();
        round.stage = await SchedulerStage.Start(round.scratch.Database, Begins);
        await round.Begin(skyIsReady, slots);
        return round;
    }

    /// <summary>With the sky still.</summary>
    /// <param name="slots">seconds of the slot of each camera, a first</param>
    /// <param name="settings">others than the defaults</param>
    /// <param name="inVain">rounds in a row in which b was waited for in vain</param>
    public static async Task<RoundStage> Still(int[] slots, Dictionary<string, string?>? settings = null, int inVain = 0)
    {
        var round = new RoundStage { inVain = inVain };
        round.stage = await SchedulerStage.Start(round.scratch.Database, Begins, settings);
        await round.Begin(skyIsReady: true, slots);
        return round;
    }

    /// <summary>With the sky still, all ready at once.</summary>
    public static async Task<RoundStage> Open(params int[] slots)
    {
        var round = await Of(skyIsReady: true, slots);
        foreach (var camera in SchedulerStage.Cameras.Take(slots.Length))
            await round.Ready(camera);
        Assert.Equal(slots.Length, round.Opened.Count());
        return round;
    }

    /// <summary>Camera a alone, which is given several frames of 60 s, open.</summary>
    /// <param name="frames">how many</param>
    /// <param name="window">seconds, as planned</param>
    /// <param name="until">seconds from now on that the sky permits; null for no such limit</param>
    public static async Task<RoundStage> OpenFor(int frames, double window, double? until = null)
    {
        var round = new RoundStage();
        round.stage = await SchedulerStage.Start(round.scratch.Database, Begins);
        await round.Say(new StartRound
        {
            RoundId = round.RoundId, NightId = round.NightId, Number = 1, Epoch = Epoch, SkyIsReady = true, Target = Target,
            Slots = new Dictionary<string, Slot> { ["a"] = Slot(60) with { Frames = frames } }, Window = TimeSpan.FromSeconds(window),
            Limits = new[] { until }.OfType<double>().ToDictionary(_ => "a", s => round.stage.Time.GetUtcNow().AddSeconds(s)),
            InVain = new Dictionary<string, int>(), Deadline = null,
        });
        await round.Ready("a");
        return round;
    }

    public Task Begin(bool skyIsReady, params int[] slots) => Begin(skyIsReady, null, slots);

    /// <summary>With seconds from now on until the mount must flip.</summary>
    public static async Task<RoundStage> BeforeFlip(double deadline, params int[] slots)
    {
        var round = new RoundStage();
        round.stage = await SchedulerStage.Start(round.scratch.Database, Begins);
        await round.Begin(false, round.stage.Time.GetUtcNow().AddSeconds(deadline), slots);
        return round;
    }

    private Task Begin(bool skyIsReady, DateTimeOffset? deadline, int[] slots) => Say(new StartRound
    {
        RoundId = RoundId, NightId = NightId, Number = 1, Epoch = Epoch, SkyIsReady = skyIsReady, Target = Target,
        Slots = slots.Select((s, i) => (s, i)).ToDictionary(s => SchedulerStage.Cameras[s.i], s => Slot(s.s)),
        Window = TimeSpan.FromSeconds(slots.Max()), Limits = new Dictionary<string, DateTimeOffset>(),
        InVain = new Dictionary<string, int> { ["b"] = inVain }, Deadline = deadline,
    });

    public Task Ready(string camera, int number = 1, int epoch = Epoch, Guid? stamp = null) => Say(new CameraReady
    {
        RoundId = RoundId, Epoch = epoch, Camera = camera, Stamp = stamp ?? Guid.NewGuid(), StampNumber = number,
    });

    public Task NotReady(string camera, string reason) =>
        Say(new CameraNotReady { RoundId = RoundId, Epoch = Epoch, Camera = camera, Reason = reason });

    public Task Closed(string camera, bool taken = true, int epoch = Epoch, int frames = 1, string? reason = null) => Say(new ShutterClosed
    {
        RoundId = RoundId, Epoch = epoch, Camera = camera, Frames = taken ? frames : 0, Open = TimeSpan.FromSeconds(60), Reason = taken ? reason : "It was told to.",
    });

    public Task Lost(string camera) => Say(new CameraLost { RoundId = RoundId, Camera = camera, Silent = TimeSpan.FromSeconds(10) });

    /// <param name="camera">that joined, or came back</param>
    /// <param name="seconds">of the slot that it was given; null for what it has</param>
    public Task Admit(string camera, int? seconds = null) =>
        Say(new AdmitCamera { RoundId = RoundId, Camera = camera, Slot = seconds is { } s ? Slot(s) : null, Until = null });

    /// <summary>Its shutter opens now.</summary>
    public async Task Exposes(string camera)
    {
        await stage.Say(Addresses.Fleet, new ShutterOpened { RoundId = RoundId, Camera = camera, FrameId = Guid.NewGuid(), OpenedAt = Begins });
        await stage.ComesToRest();
    }

    public Task Sky() => Say(new SkyReady { RoundId = RoundId, Side = SideOfPier.West });

    public Task Cancel() => Say(new CancelRound { RoundId = RoundId, Reason = "A test wants it." });

    public Task Passes(double seconds) => stage.Passes(seconds);

    public Task<Round?> Row() => stage.Row<Round>(RoundId);

    public SlotEnd EndOf(string camera) => OutcomeOf(camera).End;

    public CameraOutcome OutcomeOf(string camera) => Outcome!.Cameras.Single(c => c.Camera == camera);

    /// <summary>The scheduler's process ends and begins again after a while, perhaps with the whole machine.</summary>
    public async Task Restarts(TimeSpan down, bool machine)
    {
        var now = stage.Time.GetUtcNow();
        if (machine)
        {
            var boot = MonotonicInstant.Now(stage.Time).Boot;
            await stage.Store.Write(t => t.Execute("update round set body = replace(body, @boot, 'an earlier start')", new { boot }), CancellationToken.None);
        }
        await stage.DisposeAsync();
        stage = await SchedulerStage.Start(scratch.Database, now + down);
    }

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        scratch.Dispose();
    }

    private static RoundTarget Target => new()
    {
        TargetId = Guid.NewGuid(), Name = "M 31", Project = "Galaxies", RightAscensionHours = 0.7, DeclinationDegrees = 41, RotationDegrees = 0,
    };

    private static Slot Slot(int seconds) => new()
    {
        PlanId = Guid.NewGuid(), Kind = "Lum", Filter = "L", Exposure = TimeSpan.FromSeconds(seconds), Gain = 100, Offset = null, Binning = 1, ReadoutMode = null,
    };

    private async Task Say<T>(T message)
        where T : class
    {
        await stage.Tell(Addresses.Round, message);
        await stage.ComesToRest();
    }
}
