using Sync.Astro.Coordinates;
using Sync.Astro.Domes;

namespace Sync.Tests.Astro.Domes;

public class DomeGeometryTests
{
    private static readonly DomeGeometry Centred = new(2, 0.8);

    [Theory]
    [InlineData(30, 10)]
    [InlineData(85, 350)]
    public void A_mount_in_the_middle_looks_out_where_it_points(double altitude, double azimuth)
    {
        var aim = Centred.Aim(new(altitude, azimuth), 50, true);
        Assert.Equal(azimuth, aim.AzimuthDegrees, 1e-9);
        Assert.Equal(2 * Math.Cos(altitude * Math.PI / 180), aim.OutMetres, 1e-9);
    }

    [Theory]
    [InlineData(false, 165.5225)]
    [InlineData(true, 194.4775)]
    public void A_telescope_that_hangs_out_to_one_side_and_looks_south_needs_the_dome_further_there(bool westOfPier, double azimuth) =>
        Assert.Equal(azimuth, (Centred with { AxisMetres = 0.5 }).Aim(new(0, 180), 50, westOfPier).AzimuthDegrees, 1e-4);

    [Fact]
    public void The_mounts_own_place_can_make_up_for_that() =>
        Assert.Equal(180, (Centred with { AxisMetres = 0.5, EastMetres = -0.5 }).Aim(new(20, 180), 50, false).AzimuthDegrees, 1e-9);

    [Fact]
    public void At_the_zenith_the_light_leaves_beside_the_pier()
    {
        var aim = (Centred with { AxisMetres = 0.5 }).Aim(new(90, 77), 50, true);
        Assert.Equal((270, 0.5), (Math.Round(aim.AzimuthDegrees, 6), Math.Round(aim.OutMetres, 6)));
    }

    [Fact]
    public void Where_the_side_is_not_known_the_telescopes_are_taken_to_be_in_the_middle()
    {
        var geometry = Centred with { AxisMetres = 0.5, NorthMetres = 0.2 };
        Assert.Equal((geometry with { AxisMetres = 0 }).Aim(new(40, 100), 50, true), geometry.Aim(new(40, 100), 50, null));
    }

    [Fact]
    public void At_the_pole_it_is_a_place_too() =>
        Assert.Equal(0, (Centred with { AxisMetres = 0.5 }).Aim(new(50, 0), 50, true).AzimuthDegrees, 1e-6);

    /// <summary>Step by step along the ray, by what the words mean, until the dome is reached.</summary>
    [Theory]
    [InlineData(35, 120, true, 50)]
    [InlineData(62, 260, false, 50)]
    [InlineData(15, 10, false, -35)]
    [InlineData(70, 200, true, -35)]
    public void It_is_where_a_ray_from_the_telescope_meets_the_dome(double altitude, double azimuth, bool westOfPier, double latitude)
    {
        var geometry = Centred with { AxisMetres = 0.4, NorthMetres = 0.3, EastMetres = -0.2, UpMetres = 0.25 };
        var (east, north, up) = Unit(altitude, azimuth);
        var (poleEast, poleNorth, poleUp) = Unit(latitude, 0);
        var side = ((north * poleUp) - (up * poleNorth), (up * poleEast) - (east * poleUp), (east * poleNorth) - (north * poleEast));
        var length = Math.Sqrt((side.Item1 * side.Item1) + (side.Item2 * side.Item2) + (side.Item3 * side.Item3)) * (westOfPier ? 1 : -1);
        var (x, y, z) = (-0.2 + (0.4 * side.Item1 / length), 0.3 + (0.4 * side.Item2 / length), 0.25 + (0.4 * side.Item3 / length));
        for (; (x * x) + (y * y) + (z * z) < 4; (x, y, z) = (x + (1e-5 * east), y + (1e-5 * north), z + (1e-5 * up)))
        {
        }
        Assert.InRange(geometry.Aim(new(altitude, azimuth), latitude, westOfPier).OffDegrees(Math.Atan2(x, y) * 180 / Math.PI), 0, 0.001);
    }

    /// <summary>Before the meridian the telescopes are west of the pier, also where the pole stands below the horizon.</summary>
    [Theory]
    [InlineData(50, 180)]
    [InlineData(-35, 0)]
    public void West_of_the_pier_is_west(double latitude, double meridian)
    {
        var aim = (Centred with { AxisMetres = 0.5 }).Aim(new(10, meridian), latitude, true);
        Assert.InRange(Math.IEEERemainder(aim.AzimuthDegrees, 360), meridian == 0 ? -20 : -180, meridian == 0 ? -10 : -160);
    }

    [Fact]
    public void The_slit_allows_more_the_higher_the_telescopes_look()
    {
        Assert.Equal(Math.Asin(0.35 / 2) * 180 / Math.PI, Centred.Aim(new(0, 90), 50, null).AllowedDegrees(0.8, 0.1), 1e-9);
        Assert.Equal(Math.Asin(0.35) * 180 / Math.PI, Centred.Aim(new(60, 90), 50, null).AllowedDegrees(0.8, 0.1), 1e-9);
        Assert.Equal(180, Centred.Aim(new(85, 90), 50, null).AllowedDegrees(0.8, 0.1));
        Assert.Equal(0, Centred.Aim(new(0, 90), 50, null).AllowedDegrees(0.8, 0.9));
    }

    [Theory]
    [InlineData(90, 1)]
    [InlineData(99.9, 1)]
    [InlineData(101.53, 0.5)]
    [InlineData(78.47, 0.5)]
    [InlineData(104, 0)]
    [InlineData(270, 0)]
    public void A_wrongly_turned_dome_takes_the_light_away(double dome, double open) =>
        Assert.Equal(open, Centred.Aim(new(0, 90), 50, null).OpenPart(dome, 0.8, 0.1), 0.01);

    [Fact]
    public void At_the_zenith_any_azimuth_will_do() => Assert.Equal(1, Centred.Aim(new(88, 90), 50, null).OpenPart(270, 0.8, 0.1));

    private static (double East, double North, double Up) Unit(double altitude, double azimuth)
    {
        var (sinAltitude, cosAltitude) = Math.SinCos(altitude * Math.PI / 180);
        var (sin, cos) = Math.SinCos(azimuth * Math.PI / 180);
        return (cosAltitude * sin, cosAltitude * cos, sinAltitude);
    }
}
