using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Host.Listing;

namespace Sync.Tests.Host.Listing;

public sealed class RigLineTests
{
    [Theory]
    [InlineData("mount", DeviceKind.Mount)]
    [InlineData("wheel", DeviceKind.FilterWheel)]
    [InlineData("focuser", DeviceKind.Focuser)]
    [InlineData("rotator", DeviceKind.Rotator)]
    public void A_line_names_driver_device_and_address(string member, DeviceKind kind) =>
        Assert.Equal($$"""  "{{member}}": { "driver": "indi", "device": "Mine \"A\"", "address": "localhost:7624" }""".Trim(), Line(kind, "indi", "Mine \"A\""));

    [Fact]
    public void A_line_of_a_camera_stands_inside_its_object() =>
        Assert.Equal("\"driver\": \"alpaca\", \"device\": \"Kamera Ä\", \"address\": \"localhost:7624\"", Line(DeviceKind.Camera, "alpaca", "Kamera Ä"));

    [Fact]
    public void A_guider_has_no_device() =>
        Assert.Equal("\"guider\": { \"driver\": \"phd2\", \"address\": \"localhost:7624\" }", Line(DeviceKind.Guider, "phd2", null));

    [Theory]
    [InlineData(DeviceKind.Other, "alpaca")]
    [InlineData(DeviceKind.Mount, "phd2")]
    [InlineData(DeviceKind.SafetyMonitor, "indi")]
    public void What_no_rig_takes_has_no_line(DeviceKind kind, string driver) => Assert.Null(Line(kind, driver, "A"));

    [Fact]
    public void A_rig_can_be_made_of_the_lines()
    {
        var rig = RigFile.Parse($$"""
            {
              "site": { "name": "Garden", "latitudeDegrees": 50.1, "longitudeDegrees": 8.6, "elevationMetres": 120 },
              {{Line(DeviceKind.Mount, "indi", "Mount")}}, {{Line(DeviceKind.Guider, "phd2", null)}}, {{Line(DeviceKind.SafetyMonitor, "alpaca", "5")}},
              "cameras": [{
                "name": "a", "focalLengthMillimetres": 400, "apertureMillimetres": 80,
                {{Line(DeviceKind.Camera, "alpaca", "0")}}, {{Line(DeviceKind.FilterWheel, "alpaca", "1")}}, {{Line(DeviceKind.Focuser, "indi", "F")}}, {{Line(DeviceKind.Cover, "alpaca", "2")}}
              }]
            }
            """);
        Assert.Equal(("0", "1", "F", "2"), (rig.Cameras[0].Device, rig.Cameras[0].Wheel!.Device, rig.Cameras[0].Focuser!.Device, rig.Cameras[0].Cover!.Device));
        Assert.Equal(("Mount", "localhost:7624", "5"), (rig.Mount!.Device, rig.Guider!.Address, rig.Safety![0].Device));
    }

    private static string? Line(DeviceKind kind, string driver, string? device) => RigLine.Of(new(kind, "", driver, device, "localhost:7624", null));
}
