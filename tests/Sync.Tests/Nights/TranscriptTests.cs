using Sync.Tests.House;

namespace Sync.Tests.Nights;

/// <summary>
/// Whole nights, told message by message, compared with what was reviewed. After a change that is meant, run with
/// SYNC_WRITE_TRANSCRIPTS=1 and review the difference.
/// </summary>
public class TranscriptTests
{
    [Fact]
    public async Task A_clear_hour() =>
        Compare("clear-hour", await RehearsedNight.Play(TimeSpan.FromHours(1), "esprit", "redcat", "newton"));

    [Fact]
    public async Task A_camera_that_never_comes() =>
        Compare("lost-camera", await RehearsedNight.Play(TimeSpan.FromMinutes(20), "esprit", "newton"));

    private static void Compare(string name, IReadOnlyList<string> told)
    {
        var path = Path.Combine(Repository.Root, "tests", "Sync.Tests", "Nights", $"{name}.night.txt");
        if (Environment.GetEnvironmentVariable("SYNC_WRITE_TRANSCRIPTS") == "1")
            File.WriteAllLines(path, told);
        var reviewed = File.ReadAllLines(path);
        var at = Enumerable.Range(0, Math.Min(told.Count, reviewed.Length)).FirstOrDefault(i => told[i] != reviewed[i], Math.Min(told.Count, reviewed.Length));
        Assert.True(
            told.SequenceEqual(reviewed),
            $"Line {at + 1} of {name}.night.txt\nwas reviewed as: {reviewed.ElementAtOrDefault(at)}\nand is now:      {told.ElementAtOrDefault(at)}");
    }
}
