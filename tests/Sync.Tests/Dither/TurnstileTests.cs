using Sync.Dither.Moves;

namespace Sync.Tests.Dither;

public sealed class TurnstileTests
{
    [Fact]
    public async Task A_move_ends_a_look_that_is_under_way()
    {
        using var turnstile = new Turnstile();
        var look = turnstile.Look(async stop =>
        {
            await new TaskCompletionSource().Task.WaitAsync(stop);
            return "seen";
        }, CancellationToken.None);
        var moved = false;
        await turnstile.Move(() => Task.FromResult(moved = true), CancellationToken.None);
        Assert.Null(await look);
        Assert.True(moved);
    }

    [Fact]
    public async Task A_look_does_not_wait_for_a_move()
    {
        using var turnstile = new Turnstile();
        var end = new TaskCompletionSource();
        var move = turnstile.Move(() => end.Task, CancellationToken.None);
        Assert.Null(await turnstile.Look(_ => Task.FromResult("seen"), CancellationToken.None));
        end.SetResult();
        await move;
        Assert.Equal("seen", await turnstile.Look(_ => Task.FromResult("seen"), CancellationToken.None));
    }
}
