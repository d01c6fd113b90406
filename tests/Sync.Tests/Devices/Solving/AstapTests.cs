using Sync.Devices;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

/// <summary>As astap_cli 2022.11.11 wrote it, of a frame that was painted around 83.64° +22.00° with its top at 30° and 2.5 arcsec a pixel.</summary>
public sealed class AstapTests : IDisposable
{
    private const string Success = """
        PLTSOLVD=T
        CRPIX1= 8.0050000000000000E+002
        CRPIX2= 6.0050000000000000E+002
        CRVAL1= 8.3639992581159106E+001
        CRVAL2= 2.1999990125523848E+001
        CDELT1= 6.9444818131338441E-004
        CDELT2= 6.9443877467101844E-004
        CROTA1= 1.5000060504884979E+002
        CROTA2= 1.5000038310624879E+002
        CD1_1=-6.0141343331499171E-004
        CD1_2=-3.4721536607660626E-004
        CD2_1= 3.4721773969332447E-004
        CD2_2=-6.0140394189502435E-004
        CMDLINE=astap_cli -f plate.fits -fov 0.83 -ra 5.576 -spd 112 -r 10 -z 0

        """;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void It_is_told_hours_the_distance_from_the_south_pole_and_the_height_of_the_frame()
    {
        var arguments = new Astap().Arguments(Plates.Search(around: new(new(5.576, -22.5), 10)), new() { Program = "astap_cli", Catalogue = "/d50" });
        Assert.Equal($"-f frame.fits -o {Path.Combine("results", "plate")} -fov 0.83333333 -ra 5.576 -spd 67.5 -r 10 -z 0 -d /d50", string.Join(' ', arguments));
    }

    [Fact]
    public void In_the_whole_sky_it_begins_where_the_frame_should_be() =>
        Assert.Contains("-ra 5.576 -spd 112 -r 180 -z 2", string.Join(' ', new Astap().Arguments(Plates.Search(), new() { Program = "astap_cli", Downsample = 2 })), StringComparison.Ordinal);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void What_it_found_is_read(string newline)
    {
        var found = Assert.IsType<Solved>(AstapResult.Read(Success.ReplaceLineEndings(newline))).Wcs.Of(1600, 1200);
        Assert.Equal(83.64 / 15, found.Centre.RightAscensionHours, 1e-6);
        Assert.Equal(22, found.Centre.DeclinationDegrees, 2e-5);
        Assert.Equal(30, found.PositionAngleDegrees, 1e-3);
        Assert.Equal(2.5, found.PixelArcseconds, 1e-4);
    }

    [Fact]
    public void Its_scale_and_rotation_say_what_its_matrix_says()
    {
        var found = Assert.IsType<Solved>(AstapResult.Read(Success.Replace("CD1_1", "OTHER", StringComparison.Ordinal))).Wcs.Of(1600, 1200);
        Assert.Equal(30, found.PositionAngleDegrees, 1e-3);
        Assert.Equal(2.5, found.PixelArcseconds, 1e-4);
    }

    [Fact]
    public void A_warning_beside_a_result_is_no_failure() =>
        Assert.IsType<Solved>(AstapResult.Read(Success + "WARNING=Warning scale was inaccurate! Set FOV=0.83d, scale=2.5\", FL=310mm\n"));

    [Fact]
    public void Without_a_star_database_it_says_what_to_install()
    {
        var why = Assert.IsType<Unsolved>(AstapResult.Read("\nPLTSOLVD=F\nCMDLINE=astap_cli -f plate.fits -fov 0.83\nERROR=No star database found.\n"));
        Assert.True(why.Hopeless);
        Assert.StartsWith("ASTAP says: No star database found; install one of its star databases", why.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\nPLTSOLVD=F\nCMDLINE=astap_cli -f frame.fits\nERROR=Error reading image file.\n", "it says: Error reading image file")]
    [InlineData("PLTSOLVD=F\nERROR=Not enough stars.\nWARNING=Warning, small image dimensions!!\n", "it says: Not enough stars; Warning, small image dimensions")]
    [InlineData("PLTSOLVD=F\nCMDLINE=astap_cli -f frame.fits\n", "it found no field with these stars")]
    [InlineData("PLTSOLVD=F\nWARNING=Star database limit was reached!\n", "it says: Star database limit was reached")] // of one part of the sky, and not of another
    [InlineData("", "it found no field with these stars")]
    public void What_it_says_of_a_failure_is_told(string text, string why) =>
        Assert.Equal(new Unsolved(why), AstapResult.Read(text));

    [Theory]
    [InlineData("PLTSOLVD=T\nCRPIX1=1\nCRPIX2=1\nCRVAL1=abc\nCD1_1=1\nCD1_2=0\nCD2_1=0\nCD2_2=1")]
    [InlineData("PLTSOLVD=T\nCRPIX1=1\nCRPIX2=1\nCRVAL1=NaN\nCD1_1=1\nCD1_2=0\nCD2_1=0\nCD2_2=1")]
    public void A_number_that_is_none_is_named(string text) =>
        Assert.Equal("The result has no CRVAL1.", Assert.Throws<PlateException>(() => AstapResult.Read(text)).Message);

    [Fact]
    public void Without_a_result_its_end_is_told()
    {
        var why = new Astap().End(Plates.Search(folder: scratch.Folder), [], "astap_cli was ended, for it had run for 30 s.");
        Assert.Equal(new Unsolved("astap_cli was ended, for it had run for 30 s"), why);
    }
}
