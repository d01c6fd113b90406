using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;
using Sync.Ledger.Locks;

namespace Sync.Tests.Ledger;

public sealed class StoreHoldTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Scratch scratch = new();
    private readonly FakeTime clock = new();
    private readonly FlakyDialect dialect = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_process_that_is_just_ending_is_waited_for()
    {
        using var store = Open();
        using var hold = new StoreHold(store);
        dialect.Held.IsElsewhere = true;
        var taking = hold.Take(CancellationToken.None);
        await clock.Awaited(TimeSpan.FromMilliseconds(100));
        dialect.Held.IsElsewhere = false;
        clock.Advance(TimeSpan.FromMilliseconds(100));
        await taking;
        Assert.True(dialect.Held.Held);
    }

    [Fact]
    public async Task One_that_goes_on_is_told_of_in_one_sentence()
    {
        using var store = Open();
        using var hold = new StoreHold(store);
        dialect.Held.IsElsewhere = true;
        var taking = hold.Take(CancellationToken.None);
        for (var i = 0; i < 30; i++)
        {
            await clock.Awaited(TimeSpan.FromMilliseconds(100));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        var refused = await Assert.ThrowsAsync<LedgerException>(() => taking);
        Assert.Equal($"The store {scratch.File("test.db")} is in use by another process of Sync: end that one first; each process needs a store of its own.", refused.Message);
    }

    [Fact]
    public async Task A_lock_that_went_with_its_connection_is_taken_again()
    {
        using var store = Open();
        using var hold = new StoreHold(store);
        await hold.Take(CancellationToken.None);
        Assert.True(await dialect.Held.Tried.WaitAsync(Limit));
        dialect.Held.Held = false;
        await clock.Awaited(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await dialect.Held.Tried.WaitAsync(Limit));
        Assert.True(dialect.Held.Held);
    }

    private Store Open() => new(
        new LedgerOptions { ConnectionString = scratch.Database, KeepUntilConsumed = true, Clock = clock, Dialect = dialect },
        TimeProvider.System,
        new ServiceCollection().BuildServiceProvider());
}
