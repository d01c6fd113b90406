using Sync.Astro.Fits;
using Sync.Devices;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

public sealed class SolveFieldTests : IDisposable
{
    private static readonly SolverSettings Settings = new() { Program = "solve-field" };
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void It_is_told_where_to_look_at_which_scale_and_for_how_long()
    {
        var arguments = SolveField.ArgumentsOf(Plates.Search(around: new(new(5.576, -22.5), 10)), Settings);
        Assert.Contains("--scale-units arcsecperpix --scale-low 2 --scale-high 3 --ra 83.64 --dec -22.5 --radius 10 frame.fits", string.Join(' ', arguments), StringComparison.Ordinal);
        Assert.Contains("--cpulimit 30 ", string.Join(' ', arguments), StringComparison.Ordinal);
        Assert.Contains("--crpix-center", arguments);
    }

    [Fact]
    public void In_the_whole_sky_it_is_told_the_scale_alone()
    {
        var arguments = SolveField.ArgumentsOf(Plates.Search(), Settings with { ScalePercent = 10, Downsample = 2 });
        Assert.EndsWith("--scale-low 2.25 --scale-high 2.75 --downsample 2 frame.fits", string.Join(' ', arguments), StringComparison.Ordinal);
        Assert.DoesNotContain("--ra", arguments);
    }

    [Fact]
    public void A_folder_of_index_files_is_the_only_one_that_it_reads()
    {
        var arguments = new SolveField().Arguments(Plates.Search(folder: scratch.Folder), Settings with { Catalogue = "/indexes" });
        var file = arguments[arguments.ToList().IndexOf("--config") + 1];
        Assert.Equal("add_path /indexes\nautoindex\n", File.ReadAllText(file));
    }

    [Fact]
    public void A_result_without_the_mark_of_success_is_none()
    {
        Write(new FitsHeader().Set("CTYPE1", "RA---TAN"));
        Assert.IsType<Unsolved>(End());
    }

    [Theory]
    [InlineData("RA---SIN", "solve-field's result has the projection RA---SIN, and RA---TAN is understood.")]
    [InlineData("RA---TAN-SIP", "The result has no CDELT1.")]
    public void A_result_that_makes_no_sense_is_refused(string projection, string complaint)
    {
        Write(new FitsHeader().Set("CTYPE1", projection));
        File.WriteAllBytes(scratch.File("plate.solved"), [1]);
        Assert.Equal(complaint, Assert.Throws<PlateException>(End).Message);
    }

    [Fact]
    public void A_result_that_was_cut_short_is_refused()
    {
        File.WriteAllText(scratch.File("plate.wcs"), "SIMPLE  =                    T");
        File.WriteAllBytes(scratch.File("plate.solved"), [1]);
        Assert.StartsWith("solve-field's result can't be read: The FITS header is truncated", Assert.Throws<PlateException>(End).Message, StringComparison.Ordinal);
        File.Delete(scratch.File("plate.wcs"));
        Assert.StartsWith("solve-field's result can't be read: ", Assert.Throws<PlateException>(End).Message, StringComparison.Ordinal);
    }

    private SearchEnd End() => new SolveField().End(Plates.Search(folder: scratch.Folder), [], null);

    private void Write(FitsHeader header)
    {
        using var file = File.Create(scratch.File("plate.wcs"));
        FitsWriter.Write(file, header, [0], 1, 1);
    }
}
