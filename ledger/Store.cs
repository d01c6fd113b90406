using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Ledger.Databases;
using Sync.Ledger.Messages;

namespace Sync.Ledger;

/// <summary>One role's database. All writing goes through transactions that carry their outgoing messages with them.</summary>
public sealed class Store(LedgerOptions options, TimeProvider time, IServiceProvider services) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<Transaction?> Ambient = new();
    private readonly SemaphoreSlim gate = new(1);
    private DbConnection? writer;

    internal Dialect Dialect { get; } = options.Dialect ?? Dialect.For(options.ConnectionString, options.OutlivesPower);

    internal LedgerOptions Options => options;

    internal TimeProvider Time => time;

    /// <summary>Now, in milliseconds since 1970: how instants are stored.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal OutboxDelivery Delivery => services.GetRequiredService<OutboxDelivery>();

    internal ILogger? Log => services.GetService<ILogger<Store>>();

    internal IBus Bus => services.GetRequiredService<IBus>();

    /// <summary>Reads what is committed. It may read again when the database was busy or away.</summary>
    /// <exception cref="LedgerException">the database could not be reached for long</exception>
    public Task<T> Read<T>(Func<DbConnection, T> query) => RetryRule.Writing.Run(
        async () =>
        {
            await using var connection = await Open(readOnly: true, CancellationToken.None);
            return query(connection);
        },
        Dialect.IsTransient,
        options.Clock,
        CancellationToken.None);

    /// <summary>Reads for a person who waits: a database that is away is not waited for.</summary>
    /// <exception cref="LedgerException">there was no answer within 5 s, or it failed</exception>
    public async Task<T> ReadSoon<T>(Func<DbConnection, T> query)
    {
        try
        {
            return await Read(query).WaitAsync(Soon, options.Clock);
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            throw new LedgerException(e.Message, e);
        }
        catch (TimeoutException e)
        {
            throw new LedgerException($"Nothing came within {Soon.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction with the messages it sends. It may run again when the database was
    /// busy or away, but only when what it did before was not committed.
    /// </summary>
    /// <exception cref="LedgerException">the database could not be reached for long</exception>
    public Task<T> Write<T>(Func<Transaction, Task<T>> work, CancellationToken cancel) =>
        RetryRule.Writing.Run(() => Once(work, cancel), Dialect.IsTransient, options.Clock, cancel);

    /// <inheritdoc cref="Write{T}(Func{Transaction, Task{T}}, CancellationToken)"/>
    public Task Write(Func<Transaction, Task> work, CancellationToken cancel) =>
        Write(async t =>
        {
            await work(t);
            return true;
        }, cancel);

    /// <inheritdoc cref="Write{T}(Func{Transaction, Task{T}}, CancellationToken)"/>
    public Task Write(Action<Transaction> work, CancellationToken cancel) =>
        Write(t =>
        {
            work(t);
            return Task.FromResult(true);
        }, cancel);

    /// <summary>Again and again, each second, until the database takes it, whatever it has against it.</summary>
    /// <param name="work">as of <see cref="Write(Func{Transaction, Task}, CancellationToken)"/></param>
    /// <param name="failed">is told why, each time that it did not</param>
    /// <param name="cancel">ends the trying</param>
    public async Task WriteUntilTaken(Func<Transaction, Task> work, Action<string> failed, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await Write(work, cancel);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed(e.Message);
            }
            await time.Pass(AfterFailure, cancel);
        }
    }

    /// <summary>For a consumer that works long before it writes: marks the message as read in the transaction that it writes.</summary>
    /// <returns>false when the message had been read before; then nothing was written</returns>
    public Task<bool> WriteOnce(ConsumeContext message, Func<Transaction, Task> work, CancellationToken cancel) =>
        Write(async t =>
        {
            if (!Inbox.Mark(t, message))
                return false;
            await work(t);
            return true;
        }, cancel);

    public void Dispose()
    {
        writer?.Dispose();
        gate.Dispose();
    }

    /// <summary>For work that does the same when it is done twice: a lost commit is not looked into.</summary>
    internal Task WriteRepeatable(Action<Transaction> work, CancellationToken cancel) => RetryRule.Writing.Run(
        () => Once(
            t =>
            {
                work(t);
                return Task.FromResult(true);
            },
            cancel,
            repeatable: true),
        Dialect.IsTransient,
        options.Clock,
        cancel);

    internal async Task<T> Once<T>(Func<Transaction, Task<T>> work, CancellationToken cancel, bool repeatable = false)
    {
        using var span = LedgerSpans.Write(Dialect);
        try
        {
            return await Transact(work, cancel, repeatable);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }

    private async Task<T> Transact<T>(Func<Transaction, Task<T>> work, CancellationToken cancel, bool repeatable)
    {
        if (Ambient.Value is not null)
            throw new InvalidOperationException("A transaction is under way here already; use it.");
        var connection = await Rent(cancel);
        Transaction transaction;
        T result;
        Exception? lost;
        try
        {
            using var current = connection.BeginTransaction();
            transaction = new Transaction(this, connection, current);
            Ambient.Value = transaction;
            result = await work(transaction);
            lost = transaction.Commit(marked: Dialect.LosesCommits && !repeatable);
        }
        finally
        {
            Ambient.Value = null;
            await Return(connection);
        }
        if (lost is not null && !await new LostCommit(this).IsThere(transaction.Mark, cancel))
            ExceptionDispatchInfo.Throw(lost);
        transaction.Committed();
        return result;
    }

    private async Task<DbConnection> Rent(CancellationToken cancel)
    {
        if (!Dialect.SingleWriter)
            return await Open(readOnly: false, cancel);
        await gate.WaitAsync(cancel);
        try
        {
            return writer ??= Dialect.ForLong(await Open(readOnly: false, cancel));
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    private async Task<DbConnection> Open(bool readOnly, CancellationToken cancel)
    {
        try
        {
            return await RetryRule.Opening.Run(
                () => Task.FromResult(Dialect.Open(options.ConnectionString, readOnly)), Dialect.IsTransient, options.Clock, cancel);
        }
        catch (Exception e) when (Dialect.IsTransient(e))
        {
            throw new LedgerException($"The database can't be reached: {e.Message}", e);
        }
    }

    private async Task Return(DbConnection connection)
    {
        if (Dialect.SingleWriter)
            gate.Release();
        else
            await connection.DisposeAsync();
    }
}
