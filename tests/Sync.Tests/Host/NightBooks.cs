using Dapper;
using Sync.Ledger.Databases;

namespace Sync.Tests.Host;

/// <summary>What a night left in its folder.</summary>
internal sealed class NightBooks(string directory)
{
    public IReadOnlyList<string> Nights => Read<string>("select state from night order by created");

    public IReadOnlyList<string> Frames => Read<string>("select path from frame where night_id is not null");

    public IReadOnlyList<string> States => Read<string>("select distinct state from frame where night_id is not null");

    public IReadOnlyList<string> FrameStates => Read<string>("select distinct state from camera_frame order by state");

    public IReadOnlyList<string> Released => Read<string>("select reason from allotment where state = 'Released'");

    public IReadOnlyList<string> OpenAllotments => Read<string>("select camera from allotment where state = 'Open'");

    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(directory, "frames"), "*", SearchOption.AllDirectories)];

    public IReadOnlyList<string> Worlds => Directory.GetDirectories(Path.Combine(directory, "world"));

    /// <summary>Every file has its row and every row its file, once.</summary>
    public void AssertNothingIsLostOrTwice() => Assert.Equal(Files.Order(), Frames.Order());

    private List<T> Read<T>(string sql)
    {
        using var connection = SqliteFile.OpenReadOnly(Path.Combine(directory, "sync.db"));
        return connection.Query<T>(sql).AsList();
    }
}
