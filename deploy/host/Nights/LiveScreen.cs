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

    private Task Draw() => console.Live(Text.Empty).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).StartAsync(async context =>
    {
        using var timer = new PeriodicTimer(Frame);
        bool goesOn;
        do
        {
            context.UpdateTarget(ScreenPicture.Of(await watch.Look(notice), console.Profile.Width, console.Profile.Capabilities.Unicode));
            goesOn = await Next(timer);
        }
        while (goesOn);
        context.UpdateTarget(ScreenPicture.Of(await watch.Look(null), console.Profile.Width, console.Profile.Capabilities.Unicode));
    });

    private async Task<bool> Next(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(closing.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
