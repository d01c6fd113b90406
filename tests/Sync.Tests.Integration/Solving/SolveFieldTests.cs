using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Solving;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Solving;

/// <summary>The real solve-field, with the index that Debian has of the Tycho-2 stars (scale 07).</summary>
[Trait("Needs", "solve-field")]
public sealed class SolveFieldTests(ITestOutputHelper output) : TrueSkyConformance(output), IDisposable
{
    private readonly string empty = Directory.CreateTempSubdirectory("sync-no-index-").FullName;

    public void Dispose() => Directory.Delete(empty);

    [Fact]
    public Task Near_the_pole_it_is_as_good() =>
        A_frame_of_the_true_sky_is_solved_to_five_arcseconds_and_a_tenth_of_a_degree(11, 87, 200, mirrored: false);

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
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(10, empty));
        Assert.StartsWith("solve-field has no index files; a field of 66.7' by 50' needs those of scales 02 to 10", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_index_file_of_its_scale_it_says_what_to_install()
    {
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(1, "/usr/share/astrometry"));
        Assert.StartsWith("solve-field has no index files for this scale, only index-tycho2-", trouble.Message, StringComparison.Ordinal);
    }

    internal override Task<(ISolverProgram, SolverSettings)> Solver(Equatorial centre) => Task.FromResult<(ISolverProgram, SolverSettings)>((new SolveField(), Settings));

    private static SolverSettings Settings => new() { Program = "solve-field" };

    private static Task<PlateSolution> Solve(double pixelArcseconds, string catalogue) =>
        Solve((new SolveField(), Settings with { Catalogue = catalogue }), TrueSky.Imaginary(400, 300, 20), Taurus, pixelArcseconds);
}
