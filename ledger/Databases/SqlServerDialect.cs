using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Sync.Ledger.Databases;

internal sealed class SqlServerDialect : Dialect
{
    /// <summary>Time-out, deadlock victim, lock time-out, and the connection errors that Microsoft lists as worth another try.</summary>
    private static readonly HashSet<int> Transient = [-2, 1205, 1222, 64, 233, 4060, 10053, 10054, 10060, 40197, 40501, 40613];

    public override bool SingleWriter => false;

    public override string TableExists => "select count(*) from information_schema.tables where table_name = @table";

    public override DbConnection Open(string connectionString, bool readOnly)
    {
        var connection = new SqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    public override string Translate(string ddl) => ddl.Replace("{sequence}", "bigint identity(1,1) primary key", StringComparison.Ordinal);

    public override string First(int count, string select) =>
        select.StartsWith("select ", StringComparison.Ordinal)
            ? $"select top ({count}) {select["select ".Length..]}"
            : throw new ArgumentException("Only a plain select can be cut.", nameof(select));

    public override bool IsTransient(Exception exception) =>
        exception is SqlException failure && Transient.Contains(failure.Number);
}
