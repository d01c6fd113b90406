using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Faults;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Fault = Sync.Host.Faults.Fault;

namespace Sync.Tests.Nights;

/// <summary>A short night of two cameras whose roles are apart as in processes of their own, and one of which is killed and started again.</summary>
internal sealed class RestartedNight : IAsyncDisposable
{
    private static readonly string[] Cameras = ["esprit", "redcat"];
    private static readonly TimeSpan LastFrames = TimeSpan.FromMinutes(2);

    private readonly Scratch scratch = new();
    private readonly SimulatedTime time = new(RehearsedNight.Begins);
    private readonly Guid nightId = NewId.NextGuid();
    private readonly Transcript transcript;
    private readonly HostSettings settings;
    private readonly FaultyRig rig;

    private RestartedNight(IEnumerable<KeyValuePair<string, string?>> others)
    {
        transcript = new(time);
        settings = new()
        {
            Roles = Role.All, Rig = Two(new NightScript().Rig), Cameras = Cameras, Directory = scratch.Folder, Time = time,
            Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CameraAgent:FramesDirectory", scratch.File("frames")), .. others]).Build(),
        };
        rig = new FaultyRig(settings, time, 1, []) { Born = (_, services) => services.GetRequiredService<IBus>().ConnectConsumeObserver(transcript) };
    }

    /// <summary>Plays it, judges it by all that must be true of any night, and returns what was said.</summary>
    /// <param name="length">from its first message to its last exposure</param>
    /// <param name="role">whose process is killed</param>
    /// <param name="after">so many seconds from its first message on</param>
    /// <param name="down">and started again so many seconds later</param>
    /// <param name="cut">whether it is merely cut off from the broker</param>
    /// <param name="settings">others than the defaults</param>
    public static async Task<IReadOnlyList<string>> Play(
        TimeSpan length, string role, double after, double down, bool cut = false, Dictionary<string, string?>? settings = null)
    {
        await using var night = new RestartedNight(settings ?? []);
        using (var catalogue = await CatalogueFile.Open(night.scratch.Folder, CancellationToken.None))
            await catalogue.Write(NightScript.OneTarget(("esprit", 60), ("redcat", 30)), CancellationToken.None);
        await night.rig.Start();
        await night.Run(length, role, TimeSpan.FromSeconds(after), TimeSpan.FromSeconds(down), cut);
        await night.Judge(role, TimeSpan.FromSeconds(after), TimeSpan.FromSeconds(down));
        return night.transcript.Lines();
    }

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        time.Dispose();
        scratch.Dispose();
    }

    private Store Store => rig.Scheduler.Services.GetRequiredService<Store>();

    private async Task Run(TimeSpan length, string role, TimeSpan after, TimeSpan down, bool cut)
    {
        var victim = rig.Roles.Single(r => r.Name == role);
        using var work = Work.Begin(time);
        time.Start();
        await Passes(TimeSpan.FromSeconds(5)); // all hearts have been heard
        var begun = time.GetUtcNow();
        await Store.Write(t => t.Send(Addresses.Night, new StartNight { NightId = nightId, Ends = begun + length, Cameras = Cameras }), CancellationToken.None);
        await Passes(after);
        if (cut)
            rig.Broker.Cut(role);
        else
            victim.Die();
        transcript.Happens(role, cut ? "is cut off" : "is killed");
        await Passes(down);
        transcript.Happens(role, cut ? "is reached again" : "is started again");
        await (cut ? rig.Broker.Mend(role) : victim.Start());
        await Passes(begun + length + LastFrames - time.GetUtcNow());
    }

    private async Task Judge(string role, TimeSpan after, TimeSpan down)
    {
        var (night, rounds) = await Store.Write(
            t => Task.FromResult((
                rig.Scheduler.Services.GetRequiredService<SagaTable<Night>>().Load(t, nightId)!,
                rig.Scheduler.Services.GetRequiredService<SagaTable<Round>>().All(t).OrderBy(r => r.Number).ToList())),
            CancellationToken.None);
        Assert.Equal("Ended", night.CurrentState);
        Assert.Empty(RoundJudge.Of(rig.World.Records(), rounds).Violations);
        var fault = new Fault(RehearsedNight.Begins.AddSeconds(5) + after, role, "is killed") { Kind = FaultKind.Dies, Lasts = down };
        Assert.Empty(await PromiseJudge.Judge(new(Store, nightId, rig.World.Records(), rounds, night.Epoch), settings.Frames, [fault], time.GetUtcNow()));
        Assert.Empty(rig.Broker.GivenUp);
    }

    private Task Passes(TimeSpan span) => time.Pass(span, CancellationToken.None);

    private static RigDescription Two(RigDescription rig) => rig with { Cameras = [.. rig.Cameras.Take(2)] };
}
