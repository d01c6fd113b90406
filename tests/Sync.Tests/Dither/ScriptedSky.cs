using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using MountSide = Sync.Devices.PierSide;

namespace Sync.Tests.Dither;

/// <summary>A mount that does at once what it is told, and remembers it.</summary>
internal sealed class ScriptedMount(List<string> did) : IMount
{
    public string Name => "scripted mount";

    /// <summary>Null where it does not tell.</summary>
    public MountSide? Side { get; set; }

    /// <summary>Whether it says that it flips, and does not.</summary>
    public bool StaysOnItsSide { get; set; }

    public Task Connect(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>By the last slew.</summary>
    public Equatorial SentTo { get; private set; }

    public Task Slew(Equatorial target, CancellationToken cancel)
    {
        SentTo = target;
        return Do($"slew {target.RightAscensionHours}");
    }

    public Task Flip(Equatorial target, CancellationToken cancel)
    {
        if (!StaysOnItsSide)
            Side = Side == MountSide.West ? MountSide.East : MountSide.West;
        return Do($"flip {target.RightAscensionHours}");
    }

    /// <summary>Whether it can be told where it looks.</summary>
    public bool Syncs { get; set; } = true;

    /// <summary>Its words when it refuses to be told; null when it does not.</summary>
    public string? RefusesToSync { get; set; }

    /// <summary>Where it believes that it looks.</summary>
    public Equatorial Believes { get; set; }

    public Task<bool> Sync(Equatorial seen, CancellationToken cancel)
    {
        if (!Syncs)
            return Task.FromResult(false);
        if (RefusesToSync is { } words)
            throw new DeviceException(Name, words);
        did.Add(FormattableString.Invariant($"sync {seen.RightAscensionHours} {seen.DeclinationDegrees}"));
        Believes = seen;
        return Task.FromResult(true);
    }

    public Task<Equatorial> Position(CancellationToken cancel) => Task.FromResult(Believes);

    public Task<MountSide?> PierSide(CancellationToken cancel) => Task.FromResult(Side);

    public Task SetTracking(bool on, CancellationToken cancel) => Do($"tracking {on}");

    public Task PulseGuide(GuideDirection direction, TimeSpan length, CancellationToken cancel) => Do("pulse");

    public Task Park(CancellationToken cancel) => Do("park");

    public Task Stop(CancellationToken cancel) => Do("stop");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Do(string what)
    {
        did.Add(what);
        return Task.CompletedTask;
    }
}

/// <summary>A guider that takes ten seconds by the test's clock, or for ever, or fails.</summary>
internal sealed class ScriptedGuider(TimeProvider time, List<string> did) : IGuider
{
    public event Action<GuidingTurn>? Turned;

    public string Name => "scripted guider";

    public double? PixelArcseconds { get; set; } = 2;

    /// <summary>Thrown by the verb of that name.</summary>
    public Dictionary<string, string> Failures { get; } = [];

    /// <summary>Thrown by the verb of that name, the next time only.</summary>
    public Dictionary<string, string> FailuresOnce { get; } = [];

    public TimeSpan SettlesAfter { get; set; } = TimeSpan.FromSeconds(11);

    public Task Connect(CancellationToken cancel) => Do(nameof(Connect), null);

    public Task OnSide(MountSide side, CancellationToken cancel) => Do(nameof(OnSide), $"calibration {side}");

    public Task<SettleResult> Start(Settle settle, CancellationToken cancel) => Move(nameof(Start), "guide", cancel);

    public Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel) =>
        Move(nameof(Dither), $"dither {by.EastArcseconds} {by.NorthArcseconds}", cancel);

    public Task Stop(CancellationToken cancel) => Do(nameof(Stop), "stop guiding");

    public void Turn(bool lost, string? why = null) => Turned?.Invoke(new(time.GetUtcNow(), lost, why));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<SettleResult> Move(string verb, string what, CancellationToken cancel)
    {
        await Do(verb, what);
        await time.Pass(SettlesAfter, cancel);
        return new SettleResult(SettlesAfter, 0.7);
    }

    private Task Do(string verb, string? what)
    {
        if (what is not null)
            did.Add(what);
        return FailuresOnce.Remove(verb, out var why) || Failures.TryGetValue(verb, out why) ? Task.FromException(new DeviceException(Name, why)) : Task.CompletedTask;
    }
}
