using System.Text.Json;
using MassTransit;

namespace Sync.Ledger.Sagas;

/// <summary>The rows of one kind of saga. Two writers of one row: the second one finds another version and tries again from the start.</summary>
public sealed class SagaTable<TSaga>(string table)
    where TSaga : class, ISagaRow
{
    public TSaga? Load(Transaction t, Guid id) =>
        t.First<Row>($"select version as Version, body as Body from {table} where id = @id", new { id = id.ToString("N") })?.Read();

    /// <summary>All, oldest first.</summary>
    public IReadOnlyList<TSaga> All(Transaction t) => Outside(t, "");

    /// <summary>All whose state is not one of these, oldest first.</summary>
    public IReadOnlyList<TSaga> Outside(Transaction t, params string[] states) =>
        [.. t.Query<Row>($"select version as Version, body as Body from {table} where state not in @states order by created", new { states })
            .Select(r => r.Read())];

    internal void Insert(Transaction t, TSaga saga)
    {
        saga.Version = 1;
        t.Execute(
            $"insert into {table} (id, version, state, body, created) values (@id, 1, @state, @body, @now)",
            new { id = saga.CorrelationId.ToString("N"), state = saga.CurrentState, body = JsonSerializer.Serialize(saga, SagaJson.Options), now = t.Now });
    }

    internal void Update(Transaction t, TSaga saga)
    {
        var rows = t.Execute(
            $"update {table} set version = version + 1, state = @state, body = @body where id = @id and version = @version",
            new { id = saga.CorrelationId.ToString("N"), version = saga.Version, state = saga.CurrentState, body = JsonSerializer.Serialize(saga, SagaJson.Options) });
        if (rows == 0)
            throw new ConcurrencyException("Somebody else wrote this row meanwhile", typeof(TSaga), saga.CorrelationId);
        saga.Version++;
    }

    internal void Delete(Transaction t, TSaga saga) =>
        t.Execute($"delete from {table} where id = @id", new { id = saga.CorrelationId.ToString("N") });

    private sealed class Row
    {
        public required int Version { get; init; }

        public required string Body { get; init; }

        public TSaga Read()
        {
            var saga = JsonSerializer.Deserialize<TSaga>(Body, SagaJson.Options)!;
            saga.Version = Version;
            return saga;
        }
    }
}
