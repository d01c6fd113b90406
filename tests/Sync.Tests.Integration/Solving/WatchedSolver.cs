using Sync.Devices.Solving;

namespace Sync.Tests.Integration.Solving;

/// <summary>solve-field, and what runs for it: each of its processes is told of the folder of its results.</summary>
internal sealed class WatchedSolver : ISolverProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(20);
    private readonly SolveField program = new();
    private string folder = "";

    private static TimeProvider Time => TimeProvider.System;

    public string Source => program.Source;

    public IReadOnlyList<string> Arguments(PlateSearch search, SolverSettings settings)
    {
        folder = search.Folder;
        var arguments = program.Arguments(search, settings).ToList();
        arguments[arguments.IndexOf("--cpulimit") + 1] = "300"; // or it could end by itself
        return arguments;
    }

    public SearchEnd End(PlateSearch search, IReadOnlyList<string> said, string? trouble) => program.End(search, said, trouble);

    /// <summary>Waits until neither process nor folder is there.</summary>
    public async Task IsGone()
    {
        var began = Time.GetTimestamp();
        while (Running().ToList() is { Count: > 0 } running)
        {
            Assert.True(Time.GetElapsedTime(began) < Limit, string.Join("; ", running));
            await Task.Delay(RetryAfter, Time);
        }
        Assert.NotEmpty(folder);
        Assert.False(Directory.Exists(Path.GetDirectoryName(folder)));
    }

    private IEnumerable<string> Running() =>
        Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])).Select(CommandLine).Where(c => c.Contains(folder, StringComparison.Ordinal));

    /// <summary>Empty for one that has just gone.</summary>
    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
