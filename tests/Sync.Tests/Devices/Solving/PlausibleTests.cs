using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

public class PlausibleTests
{
    private static readonly SkyCircle Near = new(Plates.Target, 10);

    [Fact]
    public void What_the_optics_and_the_mount_say_is_plausible()
    {
        Assert.Null(Of(Plates.Wcs(Plates.Target, 30, 2.5)));
        Assert.Null(Of(Plates.Wcs(new(5.9, 27), 30, 2.99, mirrored: true)));
    }

    [Fact]
    public void Pixels_that_the_optics_can_not_make_are_not() =>
        Assert.Equal("a pixel of 3.1 arcsec, where the optics have 2.5 arcsec, and ±20 % is allowed", Of(Plates.Wcs(Plates.Target, 30, 3.1)));

    [Fact]
    public void Pixels_without_any_area_are_not() =>
        Assert.StartsWith("a pixel of 0 arcsec", Of(Plates.Wcs(Plates.Target, 0, 2.5) with { East = (0, 0) }), StringComparison.Ordinal);

    [Fact]
    public void Pixels_that_are_no_squares_are_not() =>
        Assert.Equal("pixels of 2.2 by 2.8 arcsec, which are no squares", Of(Plates.Wcs(Plates.Target, 0, 2.5) with { East = (-2.2 / 3600, 0), North = (0, -2.8 / 3600) }));

    [Fact]
    public void Another_part_of_the_sky_is_not()
    {
        var elsewhere = Plates.Wcs(new(12, 22), 30, 2.5);
        Assert.EndsWith("from where it was to look, and ±10° was allowed", Of(elsewhere), StringComparison.Ordinal);
        Assert.Null(Plausible.Objection(elsewhere, Plates.Search(), 20));
    }

    [Fact]
    public void A_declination_beyond_the_pole_is_not() =>
        Assert.Equal("right ascension 10°, declination 91° is nowhere", Of(Plates.Wcs(Plates.Target, 30, 2.5) with { Degrees = (10, 91) }));

    private static string? Of(LinearWcs found) => Plausible.Objection(found, Plates.Search(around: Near), 20);
}
