using Microsoft.Data.SqlClient;
using Sync.Ledger.Databases;

namespace Sync.Tests.Ledger;

public sealed class SqlServerDialectTests
{
    [Theory]
    [InlineData(-2)]
    [InlineData(1205)]
    [InlineData(1222)]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(233)]
    [InlineData(4060)]
    [InlineData(10053)]
    [InlineData(10054)]
    [InlineData(10928)]
    [InlineData(10929)]
    [InlineData(40197)]
    [InlineData(40501)]
    [InlineData(40613)]
    [InlineData(49918)]
    public void What_passes_is_tried_again(int number) => Assert.True(SqlServerErrors.IsTransient(number, 14));

    [Theory]
    [InlineData(102)] // syntax
    [InlineData(208)] // no such table
    [InlineData(547)] // a constraint
    [InlineData(2627)] // a duplicate
    [InlineData(18456)] // a wrong password
    public void What_stays_is_not(int number) => Assert.False(SqlServerErrors.IsTransient(number, 14));

    [Fact]
    public void A_server_that_nobody_hears_is_waited_for()
    {
        Assert.True(SqlServerErrors.IsTransient(0, 20));
        Assert.False(SqlServerErrors.IsTransient(0, 11)); // cancelled by ourselves
    }

    [Fact]
    public void What_a_connection_string_leaves_open_has_a_default()
    {
        var keys = new SqlConnectionStringBuilder(SqlServerDialect.WithDefaults("Server=db;Database=sync_grader;User ID=a;Password=b"));
        Assert.Equal("sync", keys.ApplicationName);
        Assert.Equal((10, 30), (keys.ConnectTimeout, keys.CommandTimeout));
        Assert.Equal((true, 0, 32), (keys.Pooling, keys.MinPoolSize, keys.MaxPoolSize));
        Assert.Equal(("db", "sync_grader", "a", "b"), (keys.DataSource, keys.InitialCatalog, keys.UserID, keys.Password));
    }

    [Fact]
    public void What_a_connection_string_says_is_done()
    {
        var keys = new SqlConnectionStringBuilder(SqlServerDialect.WithDefaults("Server=db;Timeout=3;App=mine;Max Pool Size=5;Pooling=false"));
        Assert.Equal((3, "mine", 5, false), (keys.ConnectTimeout, keys.ApplicationName, keys.MaxPoolSize, keys.Pooling));
    }

    [Fact]
    public void Pauses_grow_and_are_bounded() =>
        Assert.Equal([50, 100, 200, 400, 800, 1600, 3200, 5000, 5000], Enumerable.Range(1, 9).Select(n => RetryRule.Pause(n).TotalMilliseconds));
}
