using Microsoft.Extensions.Logging.Abstractions;
using Sync.Host.Messaging;

namespace Sync.Tests.Host.Messaging;

public sealed class BrokerReturnTests : IAsyncDisposable
{
    private readonly FakeTime time = new();
    private readonly BrokerReturn watch;
    private bool isConnected = true;
    private bool answers = true;
    private int asked;
    private int ended;

    public BrokerReturnTests() => watch = new(
        () => isConnected,
        _ =>
        {
            asked++;
            return Task.FromResult(answers);
        },
        () => ended++,
        time,
        NullLogger<BrokerReturn>.Instance);

    [Fact]
    public async Task A_process_that_does_not_come_back_to_a_broker_that_is_there_ends_once()
    {
        isConnected = false;
        await watch.StartAsync(CancellationToken.None);
        await Looks(BrokerReturn.AtMost - 1);
        Assert.Equal(0, ended);
        await time.Awaited(BrokerReturn.Between);
        time.Advance(BrokerReturn.Between);
        await watch.ExecuteTask!;
        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task One_that_comes_back_in_time_goes_on_and_asks_nobody()
    {
        isConnected = false;
        await watch.StartAsync(CancellationToken.None);
        await Looks(BrokerReturn.AtMost - 1);
        isConnected = true;
        await Looks(3 * BrokerReturn.AtMost);
        Assert.Equal((0, BrokerReturn.AtMost - 1), (ended, asked));
        isConnected = false;
        await Looks(BrokerReturn.AtMost - 1);
        Assert.Equal(0, ended);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_however_long()
    {
        (isConnected, answers) = (false, false);
        await watch.StartAsync(CancellationToken.None);
        await Looks(10 * BrokerReturn.AtMost);
        Assert.Equal(0, ended);
    }

    public async ValueTask DisposeAsync()
    {
        await watch.StopAsync(CancellationToken.None);
        watch.Dispose();
    }

    /// <summary>Returns when it waits for the next.</summary>
    private async Task Looks(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await time.Awaited(BrokerReturn.Between);
            time.Advance(BrokerReturn.Between);
        }
        await time.Awaited(BrokerReturn.Between);
    }
}
