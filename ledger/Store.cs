using System.Data.Common;
using MassTransit;
using Sync.Clock;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger.Databases;
using Sync.Ledger.Messages;

namespace Sync.Ledger;

/// <summary>One role's database. All writing goes through transactions that carry their outgoing messages with them.</summary>
public sealed class Store(LedgerOptions options, TimeProvider time, IServiceProvider services) : IDisposable
{
    private const int Attempts = 5;
    private static readonly AsyncLocal<Transaction?> Ambient = new();
    private readonly SemaphoreSlim gate = new(1);
    private DbConnection? writer;

    internal Dialect Dialect { get; } = Dialect.For(options.ConnectionString);

    internal LedgerOptions Options => options;

    internal TimeProvider Time => time;

    /// <summary>Now, in milliseconds since 1970: how instants are stored.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal OutboxDelivery Delivery => services.GetRequiredService<OutboxDelivery>();

    internal IBus Bus => services.GetRequiredService<IBus>();

    /// <summary>Reads what is committed.</summary>
    public async Task<T> Read<T>(Func<DbConnection, T> query)
    {
        await using var connection = Dialect.Open(options.ConnectionString, readOnly: true);
        return query(connection);
    }

    /// <summary>Runs <paramref name="work"/> in one transaction with the messages it sends. It may run again when the database was busy.</summary>
    public async Task<T> Write<T>(Func<Transaction, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(work, cancel);
            }
            catch (Exception e) when (attempt < Attempts && Dialect.IsTransient(e))
            {
                await time.Pass(TimeSpan.FromMilliseconds(50 << attempt), cancel);
            }
        }
    }

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

    internal async Task<T> Once<T>(Func<Transaction, Task<T>> work, CancellationToken cancel)
    {
        if (Ambient.Value is not null)
            throw new InvalidOperationException("A transaction is under way here already; use it.");
        var connection = await Rent(cancel);
        Transaction transaction;
        T result;
        try
        {
            using var current = connection.BeginTransaction();
            transaction = new Transaction(this, connection, current);
            Ambient.Value = transaction;
            result = await work(transaction);
            current.Commit();
        }
        finally
        {
            Ambient.Value = null;
            await Return(connection);
        }
        transaction.Committed();
        return result;
    }

    private async Task<DbConnection> Rent(CancellationToken cancel)
    {
        if (!Dialect.SingleWriter)
            return Dialect.Open(options.ConnectionString, readOnly: false);
        await gate.WaitAsync(cancel);
        try
        {
            return writer ??= Dialect.Open(options.ConnectionString, readOnly: false);
        }
        catch
        {
            gate.Release();
            throw;
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
