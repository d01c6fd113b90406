using Dapper;
using Sync.Ledger.Databases;

namespace Sync.Tests.Ledger;

public sealed class KeptStatementsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sync-kept-").FullName;
    private readonly SqliteDialect dialect = new();
    private readonly KeptStatements kept;

    public KeptStatementsTests()
    {
        kept = (KeptStatements)dialect.ForLong(dialect.Open(Store("kept"), readOnly: false));
        kept.Execute("create table star (name text not null, magnitude float not null)");
        kept.Execute("insert into star (name, magnitude) values (@name, @magnitude)", new[] { new { name = "Mirach", magnitude = 2.05 }, new { name = "Alpheratz", magnitude = 2.06 } });
    }

    public void Dispose()
    {
        kept.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_sentence_that_is_said_again_is_the_same_statement()
    {
        const string sentence = "select count(*) from star";
        var first = kept.Take(sentence);
        kept.Give(first);
        Assert.Same(first, kept.Take(sentence));
        Assert.NotSame(first, kept.Take(sentence)); // for the first is in use
    }

    [Fact]
    public void What_is_still_in_use_when_the_connection_ends_is_given_up_with_it()
    {
        const string sentence = "select count(*) from star";
        var used = kept.Take(sentence);
        kept.Close();
        kept.Give(used);
        kept.Open();
        Assert.NotSame(used, kept.Take(sentence));
    }

    [Fact]
    public void A_statement_takes_other_values_the_next_time()
    {
        Assert.Equal(["Alpheratz", "Mirach"], new[] { "Alpheratz", "Mirach", "Rigel" }.SelectMany(Named));
        Assert.Equal(1, kept.Execute("delete from star where name = @name", new { name = "Mirach" }));
        Assert.Equal(0, kept.Execute("delete from star where name = @name", new { name = "Mirach" }));

        IEnumerable<string> Named(string name) => kept.Query<string>("select name from star where name = @name", new { name });
    }

    [Fact]
    public void A_list_is_written_out_with_its_values()
    {
        Assert.Equal(2, Count("Mirach", "Alpheratz"));
        Assert.Equal(1, Count("Alpheratz", "Rigel"));
        Assert.Equal(0, Count());

        int Count(params string[] names) => kept.ExecuteScalar<int>("select count(*) from star where name in @names", new { names });
    }

    [Fact]
    public void A_statement_outlives_a_change_of_its_table_and_a_transaction_that_was_rolled_back()
    {
        Assert.Equal(2, kept.ExecuteScalar<int>("select count(*) from star"));
        using (var transaction = kept.BeginTransaction())
        {
            kept.Execute("alter table star add seen int null", transaction: transaction);
            kept.Execute("delete from star", transaction: transaction);
            Assert.Equal(0, kept.ExecuteScalar<int>("select count(*) from star", transaction: transaction));
        }
        Assert.Equal(2, kept.ExecuteScalar<int>("select count(*) from star"));
    }

    [Fact]
    public void Only_a_simulated_night_does_not_wait_for_the_disk()
    {
        using var real = Dialect.For(Store("real")).Open(Store("real"), readOnly: false);
        using var simulated = Dialect.For(Store("simulated"), outlivesPower: false).Open(Store("simulated"), readOnly: false);
        Assert.Equal(1, real.ExecuteScalar<int>("pragma synchronous"));
        Assert.Equal(0, simulated.ExecuteScalar<int>("pragma synchronous"));
    }

    private string Store(string name) => $"Data Source={Path.Combine(folder, $"{name}.db")}";
}
