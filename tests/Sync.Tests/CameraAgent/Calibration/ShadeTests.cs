using Sync.CameraAgent;
using Sync.CameraAgent.Calibration;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.Tests.CameraAgent.Calibration;

/// <summary>A telescope with a panel of light that somebody hangs before it, and nothing that opens or closes.</summary>
public sealed class ShadeTests
{
    private readonly Panel panel = new();

    [Fact]
    public async Task A_panel_alone_is_lit_for_flats_and_put_out_behind_them()
    {
        var shade = Shade();
        Assert.Null(shade.Lacks(Slot(SlotWork.Flat, 40)));
        await shade.Set(Slot(SlotWork.Flat, 40), default);
        await shade.PutOut(default);
        await shade.Set(Slot(SlotWork.Expose, null), default);
        Assert.Equal(["light 40", "light 0"], panel.Told);
    }

    [Fact]
    public void Darks_need_something_that_closes() => Assert.Contains("no cover that could be closed", Shade().Lacks(Slot(SlotWork.Dark, null)));

    private static Slot Slot(SlotWork work, int? percent) => AgentHost.Round().Slot with { Work = work, PanelPercent = percent };

    private Shade Shade() => new(new Telescope(AgentHost.Description, AgentHost.Site, new ScriptedCamera(TimeProvider.System), null, null, panel));

    private sealed class Panel : ICover
    {
        public List<string> Told { get; } = [];

        public string Name => "panel";

        public bool HasCover => false;

        public bool HasPanel => true;

        public Task Connect(CancellationToken cancel) => Task.CompletedTask;

        public Task<bool?> IsOpen(CancellationToken cancel) => Task.FromResult<bool?>(true);

        public Task Open(CancellationToken cancel) => Task.CompletedTask;

        public Task Close(CancellationToken cancel) => throw new DeviceException(Name, "has nothing to close");

        public Task Light(int brightnessPercent, CancellationToken cancel)
        {
            Told.Add($"light {brightnessPercent}");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
