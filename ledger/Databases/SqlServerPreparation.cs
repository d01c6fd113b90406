using Dapper;
using Microsoft.Data.SqlClient;

namespace Sync.Ledger.Databases;

/// <summary>Makes databases on SQL Server, each with a login of its own that owns it. Again, it changes nothing.</summary>
/// <param name="administrator">connection string of somebody who may do so</param>
/// <param name="clock">by which the server is waited for</param>
public sealed class SqlServerPreparation(string administrator, TimeProvider clock)
{
    private const int WrongPassword = 18456;

    /// <summary>A server in a container that starts for the first time needs most of a minute.</summary>
    private static readonly RetryRule Starting = new(int.MaxValue, TimeSpan.FromMinutes(2));

    private readonly SqlServerDialect dialect = new();
    private readonly SqlConnectionStringBuilder server = new(administrator) { InitialCatalog = "master", Pooling = false };

    /// <exception cref="LedgerException">the server does not answer</exception>
    public async Task Wait(CancellationToken cancel)
    {
        try
        {
            await Starting.Run(
                () =>
                {
                    Open(server).Dispose();
                    return Task.FromResult(true);
                },
                dialect.IsTransient,
                clock,
                cancel);
        }
        catch (SqlException e) when (dialect.IsTransient(e))
        {
            throw new LedgerException($"The SQL Server {server.DataSource} did not answer within {Starting.Limit.TotalMinutes:0} minutes: {e.Message}", e);
        }
        catch (SqlException e)
        {
            throw new LedgerException($"The SQL Server {server.DataSource} does not let {server.UserID} in: {e.Message}", e);
        }
    }

    /// <summary>Makes a database, a login of the same name with this password, and makes the login its owner.</summary>
    /// <exception cref="LedgerException">it could not; the password is not repeated</exception>
    public PreparedStore Prepare(string name, string password)
    {
        try
        {
            var (databaseMade, loginMade) = (MakeDatabase(name), MakeLogin(name, password));
            MakeOwner(name);
            KeepVersions(name);
            var passwordSet = !LetsIn(name, password);
            if (passwordSet)
                Run(server, $"alter login {SqlServerNames.Quoted(name)} with password = {SqlServerNames.Literal(password)}");
            if (passwordSet && !LetsIn(name, password))
                throw new LedgerException($"The SQL Server {server.DataSource} does not let {name} in with the password that was just set.");
            return new PreparedStore(name, databaseMade, loginMade, passwordSet);
        }
        catch (SqlException e)
        {
            var why = e.Message.Replace(password, "…", StringComparison.Ordinal).ReplaceLineEndings(" ");
            throw new LedgerException($"The database {name} on {server.DataSource} could not be prepared (error {e.Number}): {why}");
        }
    }

    private bool MakeDatabase(string name)
    {
        if (Count(server, "select count(*) from sys.databases where name = @name", name) > 0)
            return false;
        Run(server, $"create database {SqlServerNames.Quoted(name)}");
        return true;
    }

    private bool MakeLogin(string name, string password)
    {
        if (Count(server, "select count(*) from sys.server_principals where name = @name", name) > 0)
            return false;
        Run(server, $"create login {SqlServerNames.Quoted(name)} with password = {SqlServerNames.Literal(password)}, default_database = {SqlServerNames.Quoted(name)}");
        return true;
    }

    /// <summary>The owner of a database is in db_owner, and it is the owner by its login: a copy of the database elsewhere finds it again.</summary>
    private void MakeOwner(string name)
    {
        if (Count(server, "select count(*) from sys.databases where name = @name and suser_sname(owner_sid) = @name", name) == 0)
            Run(server, $"alter authorization on database::{SqlServerNames.Quoted(name)} to {SqlServerNames.Quoted(name)}");
    }

    /// <summary>So that a backup reads one instant and nobody waits for it.</summary>
    private void KeepVersions(string name)
    {
        if (Count(server, "select count(*) from sys.databases where name = @name and snapshot_isolation_state = 1", name) == 0)
            Run(server, $"alter database {SqlServerNames.Quoted(name)} set allow_snapshot_isolation on");
    }

    private bool LetsIn(string name, string password)
    {
        try
        {
            var own = new SqlConnectionStringBuilder(In(name).ConnectionString) { UserID = name, Password = password, IntegratedSecurity = false };
            Open(own).Dispose();
            return true;
        }
        catch (SqlException e) when (e.Number == WrongPassword)
        {
            return false;
        }
    }

    private SqlConnectionStringBuilder In(string database) => new(server.ConnectionString) { InitialCatalog = database };

    private System.Data.Common.DbConnection Open(SqlConnectionStringBuilder where) => dialect.Open(where.ConnectionString, readOnly: false);

    private void Run(SqlConnectionStringBuilder where, string sql)
    {
        using var connection = Open(where);
        connection.Execute(sql);
    }

    private int Count(SqlConnectionStringBuilder where, string sql, string name)
    {
        using var connection = Open(where);
        return connection.ExecuteScalar<int>(sql, new { name });
    }
}
