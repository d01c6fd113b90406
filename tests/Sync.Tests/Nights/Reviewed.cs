using Sync.Tests.House;

namespace Sync.Tests.Nights;

/// <summary>Conversations of whole nights that somebody has read and found right.</summary>
internal static class Reviewed
{
    public static void Compare(string name, IReadOnlyList<string> told)
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
