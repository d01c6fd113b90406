using System.Text.Json;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

/// <summary>PHD2's own dithers tell where its axes lie: the lock position before and after, and the move along the axes.</summary>
public sealed class LockShiftTests
{
    [Theory]
    [InlineData(-166.2, 106.1, 0.368, -1.355, 640.623 - 640.658, 373.171 - 374.575)]
    [InlineData(-165.0, 105.0, 4.016, 3.006, 635.732 - 640.390, 375.159 - 373.296)]
    [InlineData(-165.0, 105.0, 4.841, -4.090, 633.763 - 637.379, 368.553 - 373.757)]
    [InlineData(-90.0, -0.1, -1.056, 2.831, 753.845 - 751.015, 745.079 - 744.020)]
    [InlineData(-90.0, -0.1, 2.984, 4.116, 750.917 - 746.800, 750.098 - 753.082)]
    public void The_lock_position_moves_as_in_recorded_dithers(double xAngle, double yAngle, double ra, double dec, double x, double y)
    {
        var moved = LockShift.Of(xAngle, yAngle).Of(new PixelShift(ra, dec));
        Assert.Equal(x, moved.X, 0.01);
        Assert.Equal(y, moved.Y, 0.01);
    }

    [Theory]
    [InlineData("""{"calibrated":true}""")]
    [InlineData("""{"calibrated":true,"xAngle":"?","yAngle":1}""")]
    [InlineData("5")]
    public void A_calibration_without_angles_is_an_error(string told)
    {
        using var json = JsonDocument.Parse(told);
        Assert.Contains("has no angles", Assert.Throws<FormatException>(() => LockShift.Of(json.RootElement)).Message);
    }

    [Fact]
    public void Without_a_calibration_there_are_no_axes()
    {
        using var json = JsonDocument.Parse("""{"calibrated":false}""");
        Assert.Null(LockShift.Of(json.RootElement));
    }
}
