using Sync.Astro.Fits;
using Sync.Devices;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

public sealed class ProgramSolverTests : IDisposable
{
    private static readonly Plate Small = Plates.Of(160, 120, 25);
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_it_finds_near_the_target_is_taken_and_nothing_is_left_behind()
    {
        var solver = new ScriptedSolver(Finds("near", "blind"));
        var found = await Solve(solver);
        Assert.Equal(30, found.PositionAngleDegrees, 1e-4);
        Assert.Equal(Plates.Target.DeclinationDegrees, found.Centre.DeclinationDegrees, 1e-6);
        Assert.Equal(new SkyCircle(Plates.Target, 10), Assert.Single(solver.Searches).Around);
        NothingIsLeft(solver);
    }

    [Fact]
    public async Task The_whole_sky_is_tried_last()
    {
        var solver = new ScriptedSolver(Finds("blind"));
        await Solve(solver);
        Assert.Equal([new SkyCircle(Plates.Target, 10), null], solver.Searches.Select(s => s.Around));
        NothingIsLeft(solver);
    }

    [Fact]
    public async Task Where_that_is_not_allowed_it_looks_near_the_target_alone()
    {
        var solver = new ScriptedSolver(Finds("blind"));
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(solver, Settings with { Blind = false }));
        Assert.Equal("sh did not solve the frame, not within 10° of the target: it does not say why.", trouble.Message);
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.Single(solver.Searches).Within);
        NothingIsLeft(solver);
    }

    [Fact]
    public async Task The_exit_code_says_nothing_about_success()
    {
        Assert.Equal(30, (await Solve(new ScriptedSolver(Finds("near") + "\nexit 3"))).PositionAngleDegrees, 1e-4);
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(new ScriptedSolver("echo 'simplexy: found 7 sources.'; exit 0")));
        Assert.Equal("sh did not solve the frame, neither within 10° of the target nor in the whole sky: it knew none of the figures that the 7 stars make.", trouble.Message);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended_with_what_it_began()
    {
        var child = scratch.File("child");
        var solver = new ScriptedSolver($"sleep 1000 & echo $! > {child}; wait");
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(solver, Settings with { Blind = false, Limit = TimeSpan.FromSeconds(1) }));
        Assert.Equal("sh did not solve the frame, not within 10° of the target: sh was ended, for it had run for 1 s.", trouble.Message);
        Assert.False(Lives(int.Parse(await File.ReadAllTextAsync(child))));
        NothingIsLeft(solver);
    }

    [Fact]
    public async Task Nobody_is_kept_waiting_who_waits_no_more()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.5), TimeProvider.System);
        var solver = new ScriptedSolver("sleep 1000");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ProgramSolver(solver, Settings).Solve(Small, cancel.Token));
        Assert.Single(solver.Searches);
        NothingIsLeft(solver);
    }

    [Fact]
    public async Task A_result_that_can_not_be_right_is_refused()
    {
        var solver = new ScriptedSolver(Finds("near"));
        var trouble = await Assert.ThrowsAsync<PlateException>(() => new ProgramSolver(solver, Settings).Solve(Small with { PixelArcseconds = 10 }, default));
        Assert.Equal("sh gave a result that can't be right: a pixel of 25 arcsec, where the optics have 10 arcsec, and ±20 % is allowed.", trouble.Message);
    }

    [Fact]
    public async Task Without_index_files_it_looks_nowhere_else()
    {
        var solver = new ScriptedSolver("echo 'You must list at least one index in the config file (e.cfg)' >&2; exit 255");
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(solver));
        Assert.StartsWith("solve-field has no index files; a field of 66.7' by 50' needs those of scales 02 to 10", trouble.Message, StringComparison.Ordinal);
        Assert.Single(solver.Searches);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named_with_its_package()
    {
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(new SolveField(), Settings with { Program = "no-such-program" }));
        Assert.Equal("The plate solver no-such-program is not there; Debian's package astrometry.net has solve-field, and a rig file may name another path as solver.program.", trouble.Message);
    }

    private static SolverSettings Settings => new() { Program = "sh", Limit = TimeSpan.FromSeconds(20) };

    private static Task<PlateSolution> Solve(ISolverProgram program, SolverSettings? settings = null) =>
        new ProgramSolver(program, settings ?? Settings).Solve(Small, default);

    /// <summary>Lines that leave a result when asked so.</summary>
    private string Finds(params string[] when)
    {
        var wcs = Plates.Wcs(Plates.Target, 30, 25, 160, 120);
        var header = new FitsHeader().Set("CTYPE1", "RA---TAN").Set("CRPIX1", wcs.Pixel.X).Set("CRPIX2", wcs.Pixel.Y)
            .Set("CRVAL1", wcs.Degrees.RightAscension).Set("CRVAL2", wcs.Degrees.Declination)
            .Set("CD1_1", wcs.East.X).Set("CD1_2", wcs.East.Y).Set("CD2_1", wcs.North.X).Set("CD2_2", wcs.North.Y);
        using (var file = File.Create(scratch.File("found.wcs")))
            FitsWriter.Write(file, header, [0], 1, 1);
        return $"case $2 in {string.Join('|', when)}) cp {scratch.File("found.wcs")} $1/plate.wcs; touch $1/plate.solved;; esac";
    }

    private static void NothingIsLeft(ScriptedSolver solver)
    {
        Assert.NotEmpty(solver.Searches);
        Assert.All(solver.Searches, s => Assert.False(Directory.Exists(Path.GetDirectoryName(s.Frame))));
    }

    /// <summary>A process that was killed, and that nobody has buried yet, is dead.</summary>
    private static bool Lives(int process)
    {
        var status = $"/proc/{process}/stat";
        try
        {
            return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
