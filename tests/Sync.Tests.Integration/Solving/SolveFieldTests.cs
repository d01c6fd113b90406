using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Solving;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Solving;

/// <summary>The real solve-field, with the index that Debian has of the Tycho-2 stars (scale 07).</summary>
[Trait("Needs", "solve-field")]
public sealed class SolveFieldTests(ITestOutputHelper output) : IDisposable
{
    private static readonly Equatorial Taurus = new(5.576, 22);
    private readonly string empty = Directory.CreateTempSubdirectory("sync-no-index-").FullName;

    public void Dispose() => Directory.Delete(empty);

    [Theory]
    [InlineData(5.576, 22, 30, false)]
    [InlineData(0.003, 10, 359.7, false)]
    [InlineData(18.2, -31, 271.5, false)]
    [InlineData(11, 87, 200, false)]
    [InlineData(5.576, 22, 30, true)]
    public async Task A_frame_of_the_true_sky_is_solved_to_five_arcseconds_and_a_tenth_of_a_degree(double hours, double degrees, double angle, bool mirrored)
    {
        var frame = TrueSky.Geometry(new(hours, degrees), angle);
        var pointed = new Equatorial(hours, degrees - 0.8); // as far off as a mount may be
        var found = await Solve(await TrueSky.Paint(frame, mirrored), pointed, frame.ArcsecondsPerPixel * 1.1, Settings with { Blind = false });
        Told(found, frame.Centre, frame.PositionAngleDegrees);
        Assert.InRange(Sky.SeparationDegrees(frame.Centre, found.Centre) * 3600, 0, 5);
        Assert.InRange(Math.Abs(Math.IEEERemainder(found.PositionAngleDegrees - frame.PositionAngleDegrees, 360)), 0, 0.1);
        Assert.Equal(frame.ArcsecondsPerPixel, found.PixelArcseconds, 0.005);
    }

    [Fact]
    public async Task A_frame_of_another_part_of_the_sky_is_solved_at_last()
    {
        var frame = TrueSky.Geometry(Taurus, 100);
        var found = await Solve(await TrueSky.Paint(frame), new(17, 22), frame.ArcsecondsPerPixel, Settings);
        Told(found, frame.Centre, frame.PositionAngleDegrees);
        Assert.InRange(Sky.SeparationDegrees(frame.Centre, found.Centre) * 3600, 0, 5);
    }

    [Fact]
    public async Task Stars_that_are_none_are_not_solved_within_the_limit()
    {
        var trouble = await Assert.ThrowsAsync<PlateException>(() =>
            Solve(TrueSky.Imaginary(1600, 1200, 100), Taurus, 2.585, Settings with { Limit = TimeSpan.FromSeconds(8) }));
        output.WriteLine(trouble.Message);
        Assert.StartsWith("solve-field did not solve the frame in 8 s, neither within 10° of the target nor in the whole sky: ", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended_with_all_that_it_began()
    {
        var program = new WatchedSolver();
        var plate = new Plate(TrueSky.Imaginary(1600, 1200, 300), "esprit", DateTimeOffset.UnixEpoch, Taurus, 2.585);
        var hurried = Settings with { Blind = false, Limit = TimeSpan.FromSeconds(1.5), RadiusDegrees = 180 };
        var trouble = await Assert.ThrowsAsync<PlateException>(() => new ProgramSolver(program, hurried).Solve(plate, default));
        Assert.EndsWith("solve-field was ended, for it had run for 1.5 s.", trouble.Message, StringComparison.Ordinal);
        await program.IsGone();
    }

    [Fact]
    public async Task Without_any_index_file_it_says_what_to_install()
    {
        var trouble = await Assert.ThrowsAsync<PlateException>(() =>
            Solve(TrueSky.Imaginary(400, 300, 20), Taurus, 10, Settings with { Catalogue = empty }));
        Assert.StartsWith("solve-field has no index files; a field of 66.7' by 50' needs those of scales 02 to 10", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_index_file_of_its_scale_it_says_what_to_install()
    {
        var trouble = await Assert.ThrowsAsync<PlateException>(() =>
            Solve(TrueSky.Imaginary(400, 300, 20), Taurus, 1, Settings with { Catalogue = "/usr/share/astrometry" }));
        output.WriteLine(trouble.Message);
        Assert.StartsWith("solve-field has no index files for this scale, only index-tycho2-", trouble.Message, StringComparison.Ordinal);
    }

    private static SolverSettings Settings => new() { Program = "solve-field" };

    private static Task<PlateSolution> Solve(CameraImage image, Equatorial near, double pixelArcseconds, SolverSettings settings) =>
        new ProgramSolver(new SolveField(), settings).Solve(new(image, "esprit", DateTimeOffset.UnixEpoch, near, pixelArcseconds), default);

    private void Told(PlateSolution found, Equatorial centre, double angle) => output.WriteLine(
        FormattableString.Invariant($"{Sky.SeparationDegrees(centre, found.Centre) * 3600:0.00} arcsec, {Math.IEEERemainder(found.PositionAngleDegrees - angle, 360):0.0000}°, {found.PixelArcseconds:0.0000} arcsec a pixel"));
}
