namespace Sync.Tests.House;

/// <summary>What breaks a rule, all of it at once.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
