using Sync.CameraAgent.Snaps;
using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Integration.Indi;

/// <summary>What a person does by day: sees what is there, and takes a frame with it.</summary>
[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiDirectoryTests(IndiServer server)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task All_devices_are_listed_and_stay_as_they_are()
    {
        await server.Start("indi_simulator_dome", "Dome A");
        var before = await Listed("Dome A");
        Assert.Equal([DeviceKind.Mount], before["Mount"].Kinds);
        Assert.Equal([DeviceKind.Camera, DeviceKind.FilterWheel], before["Camera A"].Kinds);
        Assert.Equal([DeviceKind.FilterWheel], before["Wheel B"].Kinds);
        Assert.Equal([DeviceKind.Focuser], before["Focuser A"].Kinds);
        Assert.Equal([DeviceKind.Rotator], before["Rotator A"].Kinds);
        Assert.Equal([DeviceKind.Dome], before["Dome A"].Kinds);
        Assert.Equal((true, false), (before["Camera A"].Connected, before["Dome A"].Connected));
        Assert.Equal(before.Values.Select(d => d.Connected), (await Listed("Dome A")).Values.Select(d => d.Connected));
        await server.Stop("indi_simulator_dome", "Dome A");
    }

    [Fact]
    public async Task A_frame_is_taken_with_what_is_listed()
    {
        var at = $"{server.Address}";
        var demo = DemoRig.Of(1);
        var rig = demo with
        {
            Cameras = [demo.Cameras[0] with { Driver = "indi", Device = "Camera B", Address = at, Wheel = new() { Driver = "indi", Device = "Wheel B", Address = at } }],
        };
        await using var camera = new SnapCamera(rig, new(rig, IndiServer.Time, new SimulatedWorld(IndiServer.Time, 1, null)), "esprit", IndiServer.Time);
        var snap = await camera.Take(new() { Exposure = TimeSpan.FromSeconds(1), Filter = "Green", Binning = 2 }, _ => { }, default);
        Assert.Equal((640, 512, "Green"), (snap.Image.Width, snap.Image.Height, snap.Filter));
        Assert.True(snap.Shutter.Length >= TimeSpan.FromSeconds(1) && !snap.Shutter.Aborted);
    }

    /// <summary>Once a driver that was just started is there, for it takes its time.</summary>
    private async Task<SortedDictionary<string, IndiListing>> Listed(string last)
    {
        for (var tries = 1; ; tries++)
        {
            var devices = await IndiDirectory.List(server.Address, Wait, IndiServer.Time, default);
            if (devices.Any(d => d.Name == last && d.Connected is not null) || tries == 10)
                return new(devices.ToDictionary(d => d.Name));
        }
    }
}
