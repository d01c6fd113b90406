using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger.Sagas;
using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>What a role of another process has in its database. Only read.</summary>
internal sealed class NightBooks(string directory)
{
    private static readonly ServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    private readonly Store store = new(
        new LedgerOptions { ConnectionString = $"Data Source={CatalogueFile.In(directory)}", KeepUntilConsumed = false }, TimeProvider.System, Nothing);

    /// <summary>Null before it has begun.</summary>
    public Task<Night?> Night() => Newest<Night>("night");

    public Task<Round?> NewestRound() => Newest<Round>("round");

    public async Task<IReadOnlyList<Round>> Rounds() =>
        [.. (await All<string>("select body from round")).Select(b => JsonSerializer.Deserialize<Round>(b, SagaJson.Options)!).OrderBy(r => r.Number)];

    public Task<IReadOnlyList<FrameRow>> Frames() => All<FrameRow>(
        "select frame_id as FrameId, round_id as RoundId, camera as Camera, path as Path, state as State from frame where night_id is not null");

    /// <summary>Plans that more frames were taken or begun for than are wanted.</summary>
    public Task<IReadOnlyList<string>> Overdone() => All<string>("""
        select p.plan_id || ': ' || p.desired || ' wanted, ' || count(*) || ' taken or begun' from exposure_plan p
        join (
            select plan_id from frame where night_id is not null and state in ('Accepted', 'Pending')
            union all select plan_id from allotment where state = 'Open'
        ) taken on taken.plan_id = p.plan_id
        group by p.plan_id, p.desired having count(*) > p.desired
        """);

    /// <summary>What was given to a camera that neither saved a frame nor gave up.</summary>
    public Task<IReadOnlyList<string>> Open() => All<string>("select camera || ' in ' || round_id from allotment where state = 'Open'");

    public async Task<IReadOnlyList<T>> All<T>(string sql) =>
        File.Exists(CatalogueFile.In(directory)) ? await store.Read(c => Query<T>(c, sql)) : [];

    /// <summary>Nobody writes there until this is disposed. Not from the pool, whose connections only read.</summary>
    public IDisposable Locked()
    {
        var connection = new SqliteConnection($"Data Source={CatalogueFile.In(directory)};Pooling=False");
        connection.Open();
        connection.Execute("begin immediate");
        return connection;
    }

    private async Task<T?> Newest<T>(string table)
        where T : class
    {
        var rows = await All<string>($"select body from {table} order by created desc limit 1");
        return rows.Count == 0 ? null : JsonSerializer.Deserialize<T>(rows[0], SagaJson.Options);
    }

    /// <summary>Empty as long as the other process has not made its tables.</summary>
    private static IReadOnlyList<T> Query<T>(DbConnection connection, string sql)
    {
        try
        {
            return connection.Query<T>(sql).AsList();
        }
        catch (DbException e) when (e.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return [];
        }
    }
}

internal sealed record FrameRow
{
    public required string FrameId { get; init; }

    public required string RoundId { get; init; }

    public required string Camera { get; init; }

    public required string Path { get; init; }

    public required string State { get; init; }
}
