using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Rig;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Tests.Integration.Indi;

namespace Sync.Tests.Integration.Loop;

/// <summary>The delivered rig with three unlike telescopes whose cameras lie at three angles, and solve-field for each.</summary>
internal static class LoopRig
{
    public const int RoundsOfAnEpoch = 2;
    public const int Epochs = 4;
    public const double ExposureSeconds = 2;

    private const double TargetAngleDegrees = 300;

    /// <summary>Of the simulated sensors.</summary>
    public const int WidthPixels = 1280;

    public const int HeightPixels = 1024;

    /// <summary>Of the stars, so that the widest pixel does not hold all of one.</summary>
    private const double SeeingArcseconds = 6;

    /// <summary>Where the focuser of the simulators is in focus; the cameras' stars are as large as it and the seeing make them.</summary>
    private const double InFocus = 36_700;

    /// <summary>Position angle of the simulated frame's top where its rotation is 0, in the west.</summary>
    private const double UnrotatedDegrees = 270;

    /// <summary>The first is turned to the target's angle by its rotator, which stands at 0 before; the others lie as they were mounted.</summary>
    private static readonly (double FocalLengthMillimetres, double AngleDegrees, string? Rotator)[] Telescopes =
        [(500, TargetAngleDegrees, "Rotator A"), (400, 45, null), (300, 170, null)];

    /// <param name="delivered">whose mount and cameras are used</param>
    /// <param name="mount">where the mount is to be reached</param>
    public static RigDescription Of(RigDescription delivered, DeviceAddress mount) => delivered with
    {
        Mount = delivered.Mount! with { Address = $"{mount}" },
        Cameras = [.. delivered.Cameras.Zip(Telescopes, (camera, telescope) => camera with
        {
            FocalLengthMillimetres = telescope.FocalLengthMillimetres,
            RotationDegrees = telescope.AngleDegrees,
            Rotator = telescope.Rotator is { } device ? new() { Driver = "indi", Device = device, Address = camera.Address } : null,
            Solver = new() { Driver = "astrometry", LimitSeconds = 40 },
        })],
    };

    public static async Task SetUp(IndiServer server, RigDescription rig)
    {
        await DeliveredRig.SetUp(server, rig);
        foreach (var camera in rig.Cameras)
        {
            var turned = camera.Rotator is null ? (camera.RotationDegrees!.Value - UnrotatedDegrees + 360) % 360 : 0;
            await server.Set(camera.Device!, "SIMULATOR_SETTINGS", ("SIM_ROTATION", turned), ("SIM_NOISE", 20));
            await server.Set(camera.Device!, "SIM_FOCUSING", ("SIM_SEEING", SeeingArcseconds));
            await Hear(server, camera.Device!);
            if (camera.Rotator is { } rotator)
                await (await server.Line(rotator.Device!, "ABS_ROTATOR_ANGLE")).DisposeAsync(); // plugged in, it can be watched
        }
        await server.Set("Focuser A", "ABS_FOCUS_POSITION", ("FOCUS_ABSOLUTE_POSITION", InFocus));
    }

    /// <summary>All cameras hear one focuser, which nobody in the rig moves.</summary>
    private static async Task Hear(IndiServer server, string camera)
    {
        await using var line = await server.Line(camera, "ACTIVE_DEVICES");
        await line.Ask(IndiRequest.Text(camera, "ACTIVE_DEVICES", ("ACTIVE_FOCUSER", "Focuser A")), v => v.State != IndiState.Busy, IndiConnection.AnswerLimit, default);
    }

    /// <summary>One target, and as many frames as the cameras take together in all epochs.</summary>
    public static void Lay(Transaction t, Equatorial place, int cameras)
    {
        var (project, target) = (StableId.Of("project"), StableId.Of("target"));
        CatalogueWriter.Project(t, new(project, "Loop") { MinimumMinutes = 1, DitherEvery = RoundsOfAnEpoch });
        CatalogueWriter.Target(t, new(target, project, "Rich field", place) { RotationDegrees = TargetAngleDegrees });
        var luminance = CatalogueWriter.Template(t, StableId.Of("luminance"), "Lum");
        CatalogueWriter.Variant(t, luminance, "", new("Luminance", ExposureSeconds));
        CatalogueWriter.Plan(t, new(StableId.Of("plan"), target, luminance) { Desired = cameras * RoundsOfAnEpoch * Epochs });
    }
}
