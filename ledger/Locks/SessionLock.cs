using System.Data.Common;
using Dapper;

namespace Sync.Ledger.Locks;

/// <summary>A lock of SQL Server's by name. The server gives it up with the session, which ends with the process.</summary>
/// <param name="open">a connection of its own, outside of any pool</param>
internal sealed class SessionLock(Func<DbConnection> open) : IStoreLock
{
    private const string Name = "declare @name nvarchar(255) = N'sync ' + db_name()";
    private DbConnection? connection;

    public bool Take()
    {
        connection?.Dispose();
        connection = open();
        return connection.ExecuteScalar<int>($"""
            {Name}
            declare @taken int
            exec @taken = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0
            select @taken
            """) >= 0;
    }

    public bool IsHeld()
    {
        try
        {
            return connection?.ExecuteScalar<string>($"""
                {Name}
                select applock_mode('public', @name, 'Session')
                """) == "Exclusive";
        }
        catch (DbException)
        {
            return false;
        }
        catch (InvalidOperationException) // the connection was found closed
        {
            return false;
        }
    }

    public void Dispose() => connection?.Dispose();
}
