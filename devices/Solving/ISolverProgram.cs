namespace Sync.Devices.Solving;

/// <summary>How one program is asked, and how its answer is understood.</summary>
internal interface ISolverProgram
{
    /// <summary>Where to get it, a part of a sentence.</summary>
    string Source { get; }

    /// <summary>May write into the search's folder what the arguments speak of.</summary>
    IReadOnlyList<string> Arguments(PlateSearch search, SolverSettings settings);

    /// <param name="search">that it was asked</param>
    /// <param name="said">the lines that it wrote</param>
    /// <param name="trouble">why it did not end well; null when it says that it did</param>
    /// <exception cref="PlateException">its results can't be read</exception>
    SearchEnd End(PlateSearch search, IReadOnlyList<string> said, string? trouble);
}
