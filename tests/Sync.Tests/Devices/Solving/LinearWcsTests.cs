using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

public class LinearWcsTests
{
    private const double DegreesOfRadian = 180 / Math.PI;
    private const double Circle = 1e-9;

    [Theory]
    [InlineData(90, 0, -DegreesOfRadian, 0, 45, 0)] // one radius of the tangent plane is 45° of sky
    [InlineData(90, 0, 0, DegreesOfRadian, 90, 45)]
    [InlineData(90, 90, 0, -DegreesOfRadian, 90, 45)]
    [InlineData(10, 0, -DegreesOfRadian, 0, 325, 0)]
    [InlineData(0, -90, DegreesOfRadian, 0, 90, -45)]
    public void Places_are_where_a_calculation_by_hand_has_them(double rightAscension, double declination, double east, double north, double foundRightAscension, double foundDeclination)
    {
        var wcs = new LinearWcs { Pixel = (1, 1), Degrees = (rightAscension, declination), East = (east, 0), North = (0, north) };
        var found = wcs.At(2, 2);
        Assert.Equal(foundRightAscension, found.RightAscensionHours * 15, Circle);
        Assert.Equal(foundDeclination, found.DeclinationDegrees, Circle);
        Assert.Equal(rightAscension, wcs.At(1, 1).RightAscensionHours * 15, Circle);
        Assert.Equal(declination, wcs.At(1, 1).DeclinationDegrees, Circle);
    }

    [Theory]
    [InlineData(5.576, 22, 30, false)]
    [InlineData(23.9999, -64.5, 271.25, false)]
    [InlineData(11, 89.7, 181, false)]
    [InlineData(5.576, 22, 30, true)]
    [InlineData(0.0001, -5, 359.9, true)]
    public void A_frame_has_its_centre_its_angle_and_its_scale(double hours, double degrees, double angle, bool mirrored)
    {
        var centre = new Equatorial(hours, degrees);
        var found = Plates.Wcs(centre, angle, 2.5, mirrored: mirrored).Of(1600, 1200);
        Assert.InRange(Sky.SeparationDegrees(centre, found.Centre) * 3600, 0, 1e-6);
        Assert.Equal(angle, found.PositionAngleDegrees, 1e-6);
        Assert.Equal(2.5, found.PixelArcseconds, 1e-9);
    }

    [Theory]
    [InlineData(PierSide.West, 30)]
    [InlineData(PierSide.East, 210)]
    public void Each_star_of_a_simulated_frame_stands_where_it_was_painted(PierSide pier, double angle)
    {
        var sky = new SkyState(Plates.Target, Plates.Target, true, true, pier);
        var options = new SimulatedCameraOptions { FocalLengthMillimetres = 300, ApertureMillimetres = 80, WidthPixels = 1600, HeightPixels = 1200, RotationDegrees = 30 };
        var frame = new FrameGeometry(sky, options, 1);
        Assert.Equal(angle, frame.PositionAngleDegrees);
        var wcs = Plates.Wcs(Plates.Target, angle, frame.ArcsecondsPerPixel);
        foreach (var (x, y) in new[] { (1.0, 1.0), (1600, 1), (1, 1200), (1600, 1200), (800.5, 600.5), (123.4, 987.6) })
        {
            var painted = frame.Pixel(Direction.Of(wcs.At(x, y)))!.Value;
            Assert.Equal(x, painted.X + 1, 1e-6); // the first pixel is 1 in FITS, and 0 there
            Assert.Equal(y, painted.Y + 1, 1e-6);
        }
        var found = wcs.Of(1600, 1200);
        Assert.Equal(frame.PositionAngleDegrees, found.PositionAngleDegrees, 1e-6);
        Assert.Equal(frame.ArcsecondsPerPixel, found.PixelArcseconds, 1e-9);
    }

    // Along a great circle that leaves 80° north due east, cos δ sin α stays what it was (Clairaut): 30° on, it runs 160.575° from north.
    [Fact]
    public void The_angle_is_that_in_the_middle_of_the_frame_and_not_that_at_the_reference_pixel()
    {
        var wcs = new LinearWcs { Pixel = (50.5, 50.5 + (DegreesOfRadian * Math.Tan(Math.PI / 6))), Degrees = (0, 80), East = (0, -1), North = (1, 0) };
        var found = wcs.Of(100, 100);
        Assert.Equal(Math.Asin(Math.Sin(80 / DegreesOfRadian) * Math.Cos(Math.PI / 6)) * DegreesOfRadian, found.Centre.DeclinationDegrees, 1e-9);
        Assert.Equal(160.575, found.PositionAngleDegrees, 1e-3);
    }

    // What solve-field 0.93 wrote of a frame that was painted around 83.64° +22.00° with its top at 30° and 2.5 arcsec a pixel.
    [Fact]
    public void What_solve_field_wrote_of_a_known_frame_is_understood()
    {
        var found = LinearWcs.Read(Numbers("CRPIX1", 800.5, "CRPIX2", 600.5, "CRVAL1", 83.6399790886, "CRVAL2", 21.9999965135,
            "CD1_1", -0.000601379275638, "CD1_2", -0.000347217011026, "CD2_1", 0.000347213711548, "CD2_2", -0.000601416540027)).Of(1600, 1200);
        Assert.InRange(Sky.SeparationDegrees(found.Centre, new(83.64 / 15, 22)) * 3600, 0, 0.2);
        Assert.Equal(30, found.PositionAngleDegrees, 0.01);
        Assert.Equal(2.5, found.PixelArcseconds, 0.001);
    }

    // CD1_1 = CDELT1 cos, CD1_2 = -CDELT2 sin, CD2_1 = CDELT1 sin, CD2_2 = CDELT2 cos of CROTA2. Rows upwards: top is the last one there.
    [Theory]
    [InlineData(-0.001, 0.001, 0, 180)]
    [InlineData(-0.001, -0.001, 0, 0)]
    [InlineData(-0.001, 0.001, 30, 150)]
    [InlineData(0.001, 0.001, 30, 150)]
    public void Scale_and_rotation_serve_where_there_is_no_matrix(double x, double y, double rotation, double angle)
    {
        var found = LinearWcs.Read(Numbers("CRPIX1", 50.5, "CRPIX2", 50.5, "CRVAL1", 10.0, "CRVAL2", 0.0, "CDELT1", x, "CDELT2", y, "CROTA2", rotation)).Of(100, 100);
        Assert.Equal(angle, found.PositionAngleDegrees, 1e-4);
        Assert.Equal(3.6, found.PixelArcseconds, 1e-9);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var trouble = Assert.Throws<PlateException>(() => LinearWcs.Read(Numbers("CRPIX1", 1.0, "CRPIX2", 1.0, "CRVAL1", 10.0, "CD1_1", 1e-3, "CD1_2", 0.0, "CD2_1", 0.0, "CD2_2", 1e-3)));
        Assert.Equal("The result has no CRVAL2.", trouble.Message);
    }

    private static Func<string, double?> Numbers(params object[] cards) =>
        keyword => Array.IndexOf(cards, keyword) is var at && at >= 0 ? (double)cards[at + 1] : null;
}
