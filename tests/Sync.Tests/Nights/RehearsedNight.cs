using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host;
using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Tests.Nights;

/// <summary>A night of the whole program on the simulated rig, with small sensors, and what was said in it.</summary>
internal static class RehearsedNight
{
    public static readonly DateTimeOffset Begins = new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LastFrames = TimeSpan.FromMinutes(2);

    /// <param name="length">from its first message to its last exposure</param>
    /// <param name="agents">the cameras whose agents run; the rig has three</param>
    public static Task<IReadOnlyList<string>> Play(TimeSpan length, params string[] agents) => Play(length, agents, _ => { }, _ => Task.CompletedTask);

    /// <param name="length">from its first message to its last exposure</param>
    /// <param name="agents">the cameras whose agents run; the rig has three</param>
    /// <param name="before">sees the program before it runs</param>
    /// <param name="after">sees it when it has stopped, before its database is gone</param>
    /// <param name="script">another rig, catalogue or setting than the usual; null for none</param>
    public static async Task<IReadOnlyList<string>> Play(
        TimeSpan length, string[] agents, Action<IHost> before, Func<IHost, Task> after, NightScript? script = null)
    {
        script ??= new();
        using var scratch = new Scratch();
        using var time = new SimulatedTime(Begins);
        using (var catalogue = await CatalogueFile.Open(scratch.Folder, CancellationToken.None))
            await catalogue.Write(script.Catalogue, CancellationToken.None);
        using var host = await SyncHost.Build(
            new HostSettings
            {
                Roles = [.. Role.All, Role.Operator], Rig = script.Rig, Cameras = agents, Directory = scratch.Folder, Time = time, Conditions = script.Conditions,
                Configuration = new ConfigurationBuilder().AddInMemoryCollection(script.Settings).Build(),
            },
            CancellationToken.None);
        var transcript = new Transcript(time);
        host.Services.GetRequiredService<IBus>().ConnectConsumeObserver(transcript);
        before(host);
        await host.StartAsync();
        await Run(host, time, length, script);
        Assert.Empty(WorldJudge.Judge(host.Services.GetRequiredService<SimulatedWorld>().Records(), null).Violations);
        await host.StopAsync();
        await after(host);
        return transcript.Lines();
    }

    private static async Task Run(IHost host, SimulatedTime time, TimeSpan length, NightScript script)
    {
        var store = host.Services.GetRequiredService<Store>();
        using var work = Work.Begin(time);
        time.Start();
        await time.Pass(TimeSpan.FromSeconds(5), CancellationToken.None); // all hearts have been heard
        await store.Write(
            t => t.Send(Addresses.Night, new StartNight { NightId = NewId.NextGuid(), Ends = Begins + length, Cameras = [.. script.Rig.Cameras.Select(c => c.Name)] }),
            CancellationToken.None);
        var begun = time.GetUtcNow();
        foreach (var (at, what) in script.Events)
        {
            await time.Pass(begun + at - time.GetUtcNow(), CancellationToken.None);
            await what(host);
        }
        await time.Pass(begun + length - time.GetUtcNow(), CancellationToken.None);
        await time.Pass(LastFrames, CancellationToken.None);
        Assert.Equal("Ended", host.Services.GetRequiredService<Tonight>().Night!.State);
    }
}

/// <summary>What a rehearsed night is played with.</summary>
internal sealed record NightScript
{
    /// <summary>The three cameras of the demonstration, with small sensors.</summary>
    public RigDescription Rig { get; init; } = DemoRig.Of(3) with
    {
        Cameras = [.. DemoRig.Of(3).Cameras.Select(c => c with { Sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120 } })],
    };

    public Action<Transaction> Catalogue { get; init; } = t => DemoCatalogue.Seed(t);

    /// <summary>Null for the usual.</summary>
    public Conditions? Conditions { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What happens so long after its first message, in this order.</summary>
    public IReadOnlyList<(TimeSpan At, Func<IHost, Task> What)> Events { get; init; } = [];

    /// <summary>M 31 through one filter, dithered before each round.</summary>
    /// <param name="cameras">each with the seconds of its exposures</param>
    public static Action<Transaction> OneTarget(params (string Camera, double Seconds)[] cameras) => OneTarget(500, cameras);

    /// <inheritdoc cref="OneTarget(ValueTuple{string, double}[])"/>
    /// <param name="wanted">frames of all cameras together</param>
    public static Action<Transaction> OneTarget(int wanted, params (string Camera, double Seconds)[] cameras) => t =>
    {
        var (project, target, template) = (NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid());
        CatalogueWriter.Template(t, template, "Lum");
        CatalogueWriter.Variant(t, template, "", new("L", 60));
        foreach (var (camera, seconds) in cameras)
            CatalogueWriter.Variant(t, template, camera, new("L", seconds));
        CatalogueWriter.Project(t, new(project, "Galaxies") { MinimumMinutes = 5, DitherEvery = 1 });
        CatalogueWriter.Target(t, new(target, project, "M 31", new Equatorial(0.7123, 41.269)));
        CatalogueWriter.Plan(t, new(NewId.NextGuid(), target, template) { Desired = wanted });
    };

    /// <summary>The same with a safety monitor.</summary>
    public NightScript Watched() => this with { Rig = Rig with { Safety = [new() { Driver = "simulated" }] } };
}
