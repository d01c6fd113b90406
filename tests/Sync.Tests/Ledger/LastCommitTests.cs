using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;

namespace Sync.Tests.Ledger;

/// <summary>A process that ends at a commit, as whoever rehearses it says.</summary>
public sealed class LastCommitTests : IDisposable
{
    private readonly Scratch scratch = new();
    private bool ended;

    [Fact]
    public async Task Before_its_commit_nothing_is_written()
    {
        using var store = await Open(before: true);
        await Assert.ThrowsAsync<EndedException>(() => Write(store));
        Assert.Equal(0, await Notes(store));
    }

    [Fact]
    public async Task After_its_commit_all_is_written_and_nothing_comes_of_it()
    {
        using var store = await Open(before: false);
        var cameOfIt = false;
        await Assert.ThrowsAsync<EndedException>(() => Write(store, () => cameOfIt = true));
        Assert.Equal(1, await Notes(store));
        Assert.False(cameOfIt);
    }

    public void Dispose() => scratch.Dispose();

    private async Task<Store> Open(bool before)
    {
        var options = new LedgerOptions
        {
            ConnectionString = scratch.Database, KeepUntilConsumed = true, Committing = before ? End : null, HasCommitted = before ? null : End,
        };
        var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate([LedgerHost.Tables], CancellationToken.None);
        ended = true;
        return store;
    }

    private void End()
    {
        if (ended)
            throw new EndedException("scheduler");
    }

    private static Task Write(Store store, Action? then = null) => store.Write(
        t =>
        {
            t.Execute("insert into note (text) values ('written')");
            t.OnCommitted(() => then?.Invoke());
        },
        CancellationToken.None);

    private static Task<int> Notes(Store store) => store.Read(c => c.ExecuteScalar<int>("select count(*) from note"));
}
