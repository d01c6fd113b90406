using System.Data.Common;
using Dapper;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Serialization;
using Sync.Ledger.Messages;

namespace Sync.Ledger;

/// <summary>Rows and messages that become true together, or not at all.</summary>
public sealed class Transaction : OutboxSendContext
{
    private readonly List<Action> committed = [];
    private readonly List<OutboxRow> sent = [];
    private bool wrote;

    internal Transaction(Store store, DbConnection connection, DbTransaction current)
    {
        Store = store;
        Connection = connection;
        Current = current;
    }

    internal Store Store { get; }

    internal DbConnection Connection { get; }

    internal DbTransaction Current { get; }

    /// <summary>A row of the inbox that is there when, and only when, this transaction has committed; null when there is none.</summary>
    internal string? Mark { get; set; }

    /// <summary>Now, in milliseconds since 1970.</summary>
    public long Now => Store.Now;

    public int Execute(string sql, object? arguments = null)
    {
        wrote = true;
        return Connection.Execute(sql, arguments, Current);
    }

    public IReadOnlyList<T> Query<T>(string sql, object? arguments = null) => Connection.Query<T>(sql, arguments, Current).AsList();

    public T? First<T>(string sql, object? arguments = null) => Connection.QueryFirstOrDefault<T>(sql, arguments, Current);

    /// <summary>The first <paramref name="count"/> rows of an ordered select.</summary>
    public IReadOnlyList<T> Top<T>(int count, string sql, object? arguments = null) => Query<T>(Store.Dialect.First(count, sql), arguments);

    /// <summary>Sends <paramref name="message"/> when, and only when, this transaction has committed.</summary>
    /// <param name="endpoint">a name of <c>Addresses</c></param>
    /// <param name="message">the message</param>
    public async Task Send<T>(string endpoint, T message)
        where T : class
    {
        var address = await Store.Bus.GetSendEndpoint(new Uri($"exchange:{endpoint}")); // the delivery says in whose name
        await new OutboxSendEndpoint(this, address).Send(message, CancellationToken.None);
    }

    /// <summary>Runs after the commit, in the order given; never when the transaction failed.</summary>
    public void OnCommitted(Action action) => committed.Add(action);

    Task OutboxSendContext.AddSend<T>(SendContext<T> context)
    {
        Add(context, SystemTextJsonMessageSerializer.Instance);
        return Task.CompletedTask;
    }

    object? IServiceProvider.GetService(Type serviceType) => null;

    internal void Add<T>(SendContext<T> context, IObjectDeserializer serializer)
        where T : class
    {
        var row = OutboxRow.From(context, serializer, Now);
        row.Insert(this);
        sent.Add(row);
    }

    /// <param name="marked">a failure is not thrown, for the transaction may have committed; the mark then says</param>
    /// <returns>that failure</returns>
    internal Exception? Commit(bool marked)
    {
        if (marked && wrote && Mark is null)
            Inbox.Mark(this, NewId.NextGuid().ToString("N"));
        Store.Options.Committing?.Invoke();
        try
        {
            Store.Dialect.Commit(Current);
            return null;
        }
        catch (Exception e) when (marked && Mark is not null)
        {
            return e;
        }
    }

    internal void Committed()
    {
        Store.Options.HasCommitted?.Invoke();
        if (sent.Count > 0)
            Store.Delivery.Take(sent);
        foreach (var action in committed)
            action();
    }
}
