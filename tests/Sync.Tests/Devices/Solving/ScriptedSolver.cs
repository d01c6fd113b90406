using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

/// <summary>solve-field, played by a few lines of shell: $1 is the folder for results, $2 says near or blind.</summary>
internal sealed class ScriptedSolver(string script) : ISolverProgram
{
    private readonly SolveField program = new();

    public List<PlateSearch> Searches { get; } = [];

    public string Source => program.Source;

    public IReadOnlyList<string> Arguments(PlateSearch search, SolverSettings settings)
    {
        Searches.Add(search);
        return ["-c", script, "sh", search.Folder, search.Around is null ? "blind" : "near"];
    }

    public SearchEnd End(PlateSearch search, IReadOnlyList<string> said, string? trouble) => program.End(search, said, trouble);
}
