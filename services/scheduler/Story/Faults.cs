using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>What disturbed a night from outside, each once, as it is kept.</summary>
internal static class Faults
{
    public const string Restarted = "restarted";

    public const string Silent = "silent";

    public const string Back = "back";

    /// <summary>The scheduler began while this night was under way: an earlier process of it ended before the night did.</summary>
    public static void WasRestarted(Transaction t, Guid nightId) => Insert(t, nightId, Restarted, null);

    public static void FellSilent(Transaction t, Guid nightId, string camera)
    {
        if (Last(t, nightId, camera) != Silent)
            Insert(t, nightId, Silent, camera);
    }

    /// <summary>Says nothing of a camera that has not been missed.</summary>
    public static void CameBack(Transaction t, Guid nightId, string camera)
    {
        if (Last(t, nightId, camera) == Silent)
            Insert(t, nightId, Back, camera);
    }

    private static string? Last(Transaction t, Guid nightId, string camera) => t.First<string>(
        "select what from night_fault where night_id = @night and camera = @camera order by seq desc", new { night = nightId.Key(), camera });

    private static void Insert(Transaction t, Guid nightId, string what, string? camera) => t.Execute(
        "insert into night_fault (night_id, at, what, camera) values (@night, @now, @what, @camera)",
        new { night = nightId.Key(), now = t.Now, what, camera });
}
