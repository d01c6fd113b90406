namespace Sync.Scheduler.Catalogue;

/// <summary>What an import brought: counts of what it wrote, new or changed, and what it left out.</summary>
/// <param name="Projects">Projects.</param>
/// <param name="Targets">Targets.</param>
/// <param name="Templates">Templates of all profiles.</param>
/// <param name="Kinds">Kinds of exposure that they make: templates of several profiles with one name are one kind with variants.</param>
/// <param name="Plans">Exposure plans.</param>
/// <param name="Frames">Frames of former nights, as history.</param>
/// <param name="Left">What was left out or altered, a sentence each.</param>
public sealed record ImportReport(int Projects, int Targets, int Templates, int Kinds, int Plans, int Frames, IReadOnlyList<string> Left);
