using Microsoft.Data.SqlClient;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Tests.Ledger;

/// <summary>
/// On a server only where SYNC_TEST_SQLSERVER_ADMINISTRATOR names one, with the connection string of somebody who may make
/// databases and logins. The database sync_test_prepared and its login are dropped before and after.
/// </summary>
[Collection(DatabasesCollection.Name)]
public sealed class SqlServerPreparationTests
{
    private const string Name = "sync_test_prepared";
    private static readonly string? Administrator = Environment.GetEnvironmentVariable("SYNC_TEST_SQLSERVER_ADMINISTRATOR");

    [Fact]
    public void A_database_is_made_once_and_its_password_set_whenever_it_differs()
    {
        if (Administrator is not { Length: > 0 } administrator)
            return;
        var server = new SqlServerPreparation(administrator, TimeProvider.System);
        Drop(administrator);
        try
        {
            Assert.Equal(new PreparedStore(Name, DatabaseMade: true, LoginMade: true, PasswordSet: false), server.Prepare(Name, "it's [1] \"Pass\"; word"));
            Assert.Equal(new PreparedStore(Name, DatabaseMade: false, LoginMade: false, PasswordSet: false), server.Prepare(Name, "it's [1] \"Pass\"; word"));
            Assert.Equal(new PreparedStore(Name, DatabaseMade: false, LoginMade: false, PasswordSet: true), server.Prepare(Name, "another 1 Password"));
            MakeTable(administrator, "another 1 Password");
            Assert.Equal(18456, Assert.Throws<SqlException>(() => MakeTable(administrator, "it's [1] \"Pass\"; word")).Number);
        }
        finally
        {
            Drop(administrator);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_waited_for_two_minutes()
    {
        var (clock, limit) = (new FakeTime(), TimeSpan.FromMinutes(2));
        var waiting = new SqlServerPreparation("Server=127.0.0.1,1;User ID=sa;Password=secret;Connect Timeout=1", clock).Wait(CancellationToken.None);
        var waited = TimeSpan.Zero;
        for (var attempt = 1; waited + RetryRule.Pause(attempt) <= limit; attempt++)
        {
            waited += RetryRule.Pause(attempt);
            await clock.Awaited(RetryRule.Pause(attempt));
            clock.Advance(RetryRule.Pause(attempt));
        }
        var given = await Assert.ThrowsAsync<LedgerException>(() => waiting);
        Assert.StartsWith("The SQL Server 127.0.0.1,1 did not answer within 2 minutes: ", given.Message);
        Assert.DoesNotContain("secret", given.ToString());
    }

    [Theory]
    [InlineData("sync_grader", "[sync_grader]")]
    [InlineData("a]b [c]", "[a]]b [c]]]")]
    [InlineData("x]; drop table y --", "[x]]; drop table y --]")]
    public void A_name_stays_a_name(string name, string quoted) => Assert.Equal(quoted, SqlServerNames.Quoted(name));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_can_be_no_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => SqlServerNames.Quoted(name));

    [Theory]
    [InlineData("plain", "N'plain'")]
    [InlineData("'; drop login sa --", "N'''; drop login sa --'")]
    public void A_text_stays_a_text(string text, string literal) => Assert.Equal(literal, SqlServerNames.Literal(text));

    private static void MakeTable(string administrator, string password) => Run(
        new SqlConnectionStringBuilder(administrator) { InitialCatalog = Name, UserID = Name, Password = password, Pooling = false }.ConnectionString,
        "create table mine (id int not null)");

    private static void Drop(string administrator)
    {
        var master = new SqlConnectionStringBuilder(administrator) { InitialCatalog = "master", Pooling = false }.ConnectionString;
        Run(master, $"if db_id('{Name}') is not null drop database {Name}");
        Run(master, $"if exists (select 1 from sys.server_principals where name = '{Name}') drop login {Name}");
    }

    private static void Run(string connectionString, string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
