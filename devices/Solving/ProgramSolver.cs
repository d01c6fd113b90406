using System.Globalization;
using Sync.Programs;

namespace Sync.Devices.Solving;

/// <summary>Solves frames by a program of others: first near where the frame should be, then, where allowed, in the whole sky.</summary>
internal sealed class ProgramSolver(ISolverProgram program, SolverSettings settings) : IPlateSolver
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.1);

    private string Name => Path.GetFileName(settings.Program);

    public async Task<PlateSolution> Solve(Plate plate, CancellationToken cancel)
    {
        if (!ProgramFile.IsThere(settings.Program))
            throw new PlateException($"The plate solver {settings.Program} is not there; {program.Source}.");
        await using var folder = new PlateFolder();
        var frame = await folder.Write(plate.Image, Name, cancel);
        var began = TimeProvider.System.GetTimestamp();
        var near = new SkyCircle(plate.Near, settings.RadiusDegrees);
        var half = settings.Limit / (settings.Blind ? 2 : 1);
        var end = await Try(new(frame, folder.Inner("near"), plate, near, half), cancel);
        var left = settings.Limit - TimeProvider.System.GetElapsedTime(began);
        if (end is Unsolved { Hopeless: false } && settings.Blind && left > Least)
            end = await Try(new(frame, folder.Inner("blind"), plate, null, left), cancel);
        return end switch
        {
            Solved { Wcs: var wcs } => wcs.Of(plate.Image.Width, plate.Image.Height),
            Unsolved { Hopeless: true, Why: var why } => throw new PlateException($"{why}."),
            _ => throw new PlateException(NotSolved(((Unsolved)end).Why)),
        };
    }

    private string NotSolved(string why)
    {
        var where = settings.Blind ? "neither within {0:0.#}° of the target nor in the whole sky" : "not within {0:0.#}° of the target";
        return $"{Name} did not solve the frame, {string.Format(CultureInfo.InvariantCulture, where, settings.RadiusDegrees)}: {why}.";
    }

    private async Task<SearchEnd> Try(PlateSearch search, CancellationToken cancel)
    {
        var said = new Lines();
        var trouble = await ProgramRun.Run(settings.Program, program.Arguments(search, settings), search.Within, cancel, said.Add);
        cancel.ThrowIfCancellationRequested();
        var end = program.End(search, said.ToList(), trouble);
        if (end is Solved { Wcs: var wcs } && Plausible.Objection(wcs, search, settings.ScalePercent) is { } objection)
            throw new PlateException($"{Name} gave a result that can't be right: {objection}.");
        return end;
    }
}
