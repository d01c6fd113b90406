using Spectre.Console;
using Sync.Host.Reports;

namespace Sync.Host.Nights;

/// <summary>A terminal: one picture that is drawn over itself five times a second of real time.</summary>
internal sealed class LiveScreen : INightScreen
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource closing = new();
    private readonly NightWatch watch;
    private readonly IAnsiConsole console;
    private readonly Task drawing;
    private volatile string? notice;

    public LiveScreen(NightWatch watch, IAnsiConsole console)
    {
        (this.watch, this.console) = (watch, console);
        drawing = Task.Run(Draw);
    }

    public void Say(string sentence) => notice = sentence;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await drawing;
        closing.Dispose();
    }

    /// <summary>A terminal of another size has moved what was drawn, so the drawing begins anew on an empty one.</summary>
    private async Task Draw()
    {
        while (!closing.IsCancellationRequested)
        {
            var size = Size();
            await console.Live(Text.Empty).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).StartAsync(c => Draw(c, size));
            if (!closing.IsCancellationRequested)
                console.Clear(home: true);
        }
    }

    private async Task Draw(LiveDisplayContext context, (int Width, int Height) size)
    {
        using var timer = new PeriodicTimer(Frame, TimeProvider.System);
        do
        {
            context.UpdateTarget(ScreenPicture.Of(await watch.Look(notice), size.Width, console.Profile.Capabilities.Unicode));
            await Next(timer);
        }
        while (!closing.IsCancellationRequested && size == Size());
        if (closing.IsCancellationRequested)
            context.UpdateTarget(ScreenPicture.Of(await watch.LookLast(), size.Width, console.Profile.Capabilities.Unicode));
    }

    private (int Width, int Height) Size() => (console.Profile.Width, console.Profile.Height);

    private async Task Next(PeriodicTimer timer)
    {
        try
        {
            await timer.WaitForNextTickAsync(closing.Token);
        }
        catch (OperationCanceledException)
        {
            // the last picture follows
        }
    }
}
