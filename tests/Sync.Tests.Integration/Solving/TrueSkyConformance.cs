using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Solving;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Solving;

/// <summary>What every plate solver does with frames of the true sky.</summary>
public abstract class TrueSkyConformance(ITestOutputHelper output)
{
    internal static Equatorial Taurus { get; } = new(5.576, 22);

    [Theory]
    [InlineData(5.576, 22, 30, false)]
    [InlineData(0.003, 10, 359.7, false)]
    [InlineData(18.2, -31, 271.5, false)]
    [InlineData(11, 75, 200, false)]
    [InlineData(5.576, 22, 30, true)]
    public async Task A_frame_of_the_true_sky_is_solved_to_five_arcseconds_and_a_tenth_of_a_degree(double hours, double degrees, double angle, bool mirrored)
    {
        var frame = TrueSky.Geometry(new(hours, degrees), angle);
        var (program, settings) = await Solver(frame.Centre);
        var pointed = new Equatorial(hours, degrees - 0.8); // as far off as a mount may be
        var found = await Solve((program, settings with { Blind = false }), await TrueSky.Paint(frame, mirrored), pointed, frame.ArcsecondsPerPixel * 1.05);
        var (away, turned) = (Sky.SeparationDegrees(frame.Centre, found.Centre) * 3600, Math.IEEERemainder(found.PositionAngleDegrees - frame.PositionAngleDegrees, 360));
        output.WriteLine(FormattableString.Invariant($"{away:0.00} arcsec, {turned:0.0000}°, {found.PixelArcseconds:0.0000} arcsec a pixel"));
        Assert.InRange(away, 0, 5);
        Assert.InRange(Math.Abs(turned), 0, 0.1);
        Assert.Equal(frame.ArcsecondsPerPixel, found.PixelArcseconds, 0.005);
    }

    [Fact]
    public async Task A_frame_of_another_part_of_the_sky_is_solved_at_last()
    {
        var frame = TrueSky.Geometry(Taurus, 100);
        var found = await Solve(await Solver(Taurus), await TrueSky.Paint(frame), new(6.6, 22), frame.ArcsecondsPerPixel);
        Assert.InRange(Sky.SeparationDegrees(frame.Centre, found.Centre) * 3600, 0, 5);
    }

    [Fact]
    public async Task Stars_that_are_none_are_not_solved()
    {
        var (program, settings) = await Solver(Taurus);
        var trouble = await Assert.ThrowsAsync<PlateException>(() =>
            Solve((program, settings with { Limit = TimeSpan.FromSeconds(8) }), TrueSky.Imaginary(1600, 1200, 100), Taurus, 2.585));
        output.WriteLine(trouble.Message);
        Assert.StartsWith($"{settings.Program} did not solve the frame, neither within 10° of the target nor in the whole sky: ", trouble.Message, StringComparison.Ordinal);
    }

    /// <summary>One that knows the stars around there, at the least.</summary>
    internal abstract Task<(ISolverProgram Program, SolverSettings Settings)> Solver(Equatorial centre);

    internal static Task<PlateSolution> Solve((ISolverProgram Program, SolverSettings Settings) solver, CameraImage image, Equatorial near, double pixelArcseconds) =>
        new ProgramSolver(solver.Program, solver.Settings).Solve(new(image, "esprit", DateTimeOffset.UnixEpoch, near, pixelArcseconds), default);
}
