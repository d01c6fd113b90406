using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Simulated.World;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed hour on NGC 7331, which passes the meridian 36 minutes after eight.</summary>
public class FlipNightTests
{
    private static readonly string[] Cameras = ["esprit", "redcat", "newton"];
    internal static readonly Equatorial Ngc7331 = new(22.6178, 34.4155);

    internal static NightScript Script { get; } = new() { Catalogue = Catalogue };

    [Fact]
    public Task The_telescopes_flip_once_between_two_rounds_and_no_frame_trails() => Play(Script, 5, 10);

    [Fact]
    public Task A_mount_that_can_not_track_through_the_meridian_waits_for_it() =>
        Play(Script with { Settings = new Dictionary<string, string?> { ["Flip:PauseBefore"] = "00:06:00" } }, 5, -6);

    /// <param name="script">of the night</param>
    /// <param name="after">minutes behind the transit, no flip before them</param>
    /// <param name="latest">and no shutter open later on the old side</param>
    private static Task Play(NightScript script, double after, double latest) => RehearsedNight.Play(TimeSpan.FromHours(1), Cameras, _ => { }, host =>
    {
        var world = host.Services.GetRequiredService<SimulatedWorld>();
        var transit = Sky.Transit(Ngc7331, new GeoSite(script.Rig.Site.LatitudeDegrees, script.Rig.Site.LongitudeDegrees, 0), RehearsedNight.Begins);
        var pointings = world.Records().OfType<Pointed>().Where(p => p.Tracking).ToList();
        var flip = Assert.Single(pointings, p => p.Pier == PierSide.East);
        Assert.InRange(flip.At, transit.AddMinutes(after), transit.AddMinutes(after + 5));
        var shutters = world.Records().OfType<ShutterOpened>().ToList();
        var (before, behind) = (shutters.Where(s => s.At < flip.At).ToList(), shutters.Where(s => s.At > flip.At).ToList());
        Assert.All(before, s => Assert.True(s.At.AddSeconds(s.PlannedSeconds) <= transit.AddMinutes(latest).AddSeconds(2), $"{s.Device} {s.At:T}"));
        Assert.True(behind.Count > 12, $"{behind.Count}");
        Assert.All(shutters, s => Assert.True(IsStill(world, s), $"{s.Device} {s.At:T}"));
        return Task.CompletedTask;
    }, script);

    private static bool IsStill(SimulatedWorld world, ShutterOpened shutter)
    {
        var (from, until) = (world.SkyAt(shutter.At), world.SkyAt(shutter.At.AddSeconds(shutter.PlannedSeconds - 1)));
        return from.Guiding && until.Guiding && from.Pier == until.Pier && Sky.SeparationDegrees(from.Axes, until.Axes) < 0.001;
    }

    private static void Catalogue(Transaction t)
    {
        var (project, target, template) = (NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid());
        CatalogueWriter.Template(t, template, "Lum");
        CatalogueWriter.Variant(t, template, "", new("L", 120));
        CatalogueWriter.Variant(t, template, "redcat", new("L", 60));
        CatalogueWriter.Variant(t, template, "newton", new("OSC", 120));
        CatalogueWriter.Project(t, new(project, "Galaxies") { MinimumMinutes = 20, DitherEvery = 3 });
        CatalogueWriter.Target(t, new(target, project, "NGC 7331", Ngc7331));
        CatalogueWriter.Plan(t, new(NewId.NextGuid(), target, template) { Desired = 500 });
    }
}
