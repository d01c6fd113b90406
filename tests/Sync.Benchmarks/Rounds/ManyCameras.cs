using Sync.Devices.Rig;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;

namespace Sync.Benchmarks.Rounds;

/// <summary>The rig and the catalogue of the benchmark: simulated cameras with short downloads, one target, one plan.</summary>
internal static class ManyCameras
{
    private const double ShortestDownloadSeconds = 0.84;
    private const double LongestDownloadSeconds = 1.09;

    /// <summary>Downloads take 0.8 to 1.2 s, as a simulated camera varies these by -5 to 10 %. Shutters open as soon as their drivers are told.</summary>
    public static RigDescription Rig(int cameras) => DemoRig.Of(1) with { Cameras = [.. Enumerable.Range(0, cameras).Select(i => Camera(i, cameras))] };

    /// <summary>A target that is high at <see cref="RealTimeRig.Start"/>, and more frames than can be taken.</summary>
    public static void Catalogue(Transaction t, RoundsOrder order)
    {
        var (project, target, template) = (StableId.Of("project"), StableId.Of("target"), StableId.Of("template"));
        CatalogueWriter.Project(t, new(project, "Benchmark") { MinimumMinutes = 1, DitherEvery = order.Dithers ? 1 : 0 });
        CatalogueWriter.Target(t, new(target, project, "M 33", new(1.5642, 30.660)));
        CatalogueWriter.Variant(t, CatalogueWriter.Template(t, template, "Lum"), "", new("L", order.ExposureSeconds));
        CatalogueWriter.Plan(t, new(StableId.Of("plan"), target, template) { Desired = order.Cameras * order.LastRound * 10 });
    }

    private static CameraDescription Camera(int index, int of) => DemoRig.Of(1).Cameras[0] with
    {
        Name = $"camera-{index + 1}",
        Wheel = null,
        Sensor = new SensorDescription
        {
            WidthPixels = 320,
            HeightPixels = 240,
            OpeningSeconds = 0,
            DownloadSeconds = ShortestDownloadSeconds + ((LongestDownloadSeconds - ShortestDownloadSeconds) * (index + 1) / of),
        },
    };
}
