using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;
using Sync.Scheduler;
using Sync.Scheduler.Events;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Books;

/// <summary>The scheduler's tables in a file of their own, gone afterwards.</summary>
internal sealed class ScratchStore : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("sync-test-").FullName;
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    private ScratchStore(TimeProvider time)
    {
        Store = new(new LedgerOptions { ConnectionString = $"Data Source={Path("ledger.db")};Pooling=False", KeepUntilConsumed = true }, time, services);
    }

    public Store Store { get; }

    public static async Task<ScratchStore> Open(TimeProvider? time = null)
    {
        var scratch = new ScratchStore(time ?? TimeProvider.System);
        await scratch.Store.Migrate(SchedulerService.Tables, CancellationToken.None);
        return scratch;
    }

    public string Path(string name) => System.IO.Path.Combine(directory, name);

    public Task<T> Write<T>(Func<Transaction, T> work) => Store.Write(t => Task.FromResult(work(t)), CancellationToken.None);

    public Task Write(Action<Transaction> work) => Store.Write(work, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await services.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
