using Sync.Devices;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

/// <summary>The lines are those that solve-field 0.93 wrote.</summary>
public class SolveFieldOutputTests
{
    private const string Found = "simplexy: found 54 sources.";
    private const string Tried = "Field 1 did not solve (index index-tycho2-07.littleendian.fits, field objects 1-10).";

    [Fact]
    public void Stars_that_it_does_not_know_are_counted()
    {
        var why = SolveFieldOutput.Why(Plates.Search(), [Found, Tried, "Field 1 did not solve.", "Did not solve (or no WCS file was written)."], null);
        Assert.Equal(new Unsolved("it knew none of the figures that the 54 stars make"), why);
    }

    [Fact]
    public void Where_there_are_no_index_files_it_says_which_to_install()
    {
        var why = SolveFieldOutput.Why(Plates.Search(), [Found, "You must list at least one index in the config file (e.cfg)"], "solve-field ended with exit code 255.");
        Assert.True(why.Hopeless);
        Assert.StartsWith("solve-field has no index files; a field of 66.7' by 50' needs those of scales 02 to 10, such as Debian's packages astrometry-data-tycho2-NN", why.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_of_its_index_files_is_of_this_scale_it_says_which_to_install()
    {
        var why = SolveFieldOutput.Why(Plates.Search(Plates.Of(1600, 1200, 0.35)), [Found, Tried, Tried], null);
        Assert.True(why.Hopeless);
        Assert.StartsWith("solve-field has no index files for this scale, only index-tycho2-07.littleendian.fits; a field of 9.3' by 7' needs those of scales 00 to 05", why.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_failed_is_told_with_its_own_words()
    {
        var why = SolveFieldOutput.Why(Plates.Search(), ["Extracting sources...", "augment-xylist.c:943:augment_xylist Source extraction failed"], "solve-field ended with exit code 255.");
        Assert.Equal(new Unsolved("solve-field ended with exit code 255 (augment-xylist.c:943:augment_xylist Source extraction failed)"), why);
    }

    [Theory]
    [InlineData(67, 50, "scales 02 to 10")]
    [InlineData(9.3, 6, "scales 00 to 04")]
    [InlineData(2000, 1500, "scales 12 to 19")]
    public void A_field_needs_the_scales_from_a_tenth_of_its_side_to_its_diagonal(double width, double height, string scales)
    {
        // 2 arcminutes times the root of 2, as often as the scale says: 02 begins at 4', 10 at 64' and 11 at 91', 05 at 11.3', 12 at 128'.
        Assert.Equal(scales, IndexScales.For(width, height).ToString());
    }

    [Theory]
    [InlineData("index-4107.fits", true)]
    [InlineData("index-5203-14.fits", true)]
    [InlineData("index-4211.fits", false)]
    [InlineData("index-2mass-00-03.littleendian.fits", false)]
    [InlineData("index-tycho2-10.littleendian.fits", true)]
    [InlineData("my.index", true)]
    public void The_scale_of_an_index_file_is_in_its_name(string file, bool serves) =>
        Assert.Equal(serves, IndexScales.For(67, 50).Serve(file));
}
