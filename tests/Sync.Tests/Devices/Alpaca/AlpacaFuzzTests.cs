using System.Text.Json;
using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Recorded answers and frames, spoilt by thousands: a value, a picture, or an error that is known, and room for no more than a sensor.</summary>
public sealed class AlpacaFuzzTests
{
    private const int Rounds = 10_000;
    private const int Width = 64;
    private const int Height = 48;
    private static readonly CameraFacts Facts = new() { WidthPixels = Width, HeightPixels = Height, PixelMicrometres = 3.76, CanCool = false, Model = "x" };
    private readonly Mutations mutations = new(20);
    private int good;

    [Fact]
    public void Spoilt_answers_are_values_or_errors()
    {
        AlpacaReply[] replies = [.. new[] { "camera", "camera-errors", "focuser", "management", "rotator", "safety", "telescope", "variants", "wheel" }.SelectMany(RecordedAlpaca.Replies).Where(r => r.Type.Contains("json"))];
        for (var round = 0; round < Rounds; round++)
        {
            var reply = replies[round % replies.Length];
            var body = mutations.Of(reply.Body);
            try
            {
                Ask(AlpacaAnswer.Read(reply.Status, body));
            }
            catch (FormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
            Assert.InRange(AlpacaDiscoveryMessage.Port(body) ?? 1, 1, 65535);
        }
        Assert.InRange(good, Rounds / 20, Rounds * 5);
    }

    [Fact]
    public async Task Spoilt_frames_are_pictures_or_errors()
    {
        var whole = Enum.GetValues<AlpacaElement>().Select(e => ImageBytes.Frame(e, Width, Height, (x, y, _) => x + y)).ToList();
        for (var round = 0; round < Rounds / 4; round++)
            await Look(mutations.Of(whole[round % whole.Count]), "application/imagebytes");
        Assert.InRange(good, Rounds / 40, (Rounds / 4) - 1);
    }

    [Fact]
    public async Task Spoilt_texts_of_frames_are_pictures_or_errors()
    {
        var columns = Enumerable.Range(0, Width).Select(x => Enumerable.Range(0, Height).Select(y => x + y));
        var whole = JsonSerializer.SerializeToUtf8Bytes(new { Type = 2, Rank = 2, Value = columns, ErrorNumber = 0, ErrorMessage = "" });
        for (var round = 0; round < Rounds / 4; round++)
            await Look(mutations.Of(whole), "application/json");
        Assert.InRange(good, 10, (Rounds / 4) - 1);
    }

    private async Task Look(byte[] body, string type)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = new(type);
        response.Content.Headers.ContentLength = null;
        var from = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var image = await new AlpacaImage("camera 0", Facts).Read(response, new MemoryStream(body), (Width, Height), default);
            Assert.Equal(image.Width * image.Height, image.Pixels.Length);
            good++;
        }
        catch (DeviceException e)
        {
            Assert.StartsWith("camera 0: ", e.Message, StringComparison.Ordinal);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - from, 0, 8 << 20);
    }

    private void Ask(AlpacaAnswer answer)
    {
        Assert.NotNull(answer.Refusal);
        if (answer.Value is not { } told)
            return;
        var value = new AlpacaValue("camera 0", "x", told);
        foreach (var read in new Action[] { () => value.Flag(), () => value.Number(), () => value.Whole(0, 100), () => value.Text(), () => value.Texts() })
        {
            try
            {
                read();
                good++;
            }
            catch (DeviceException e)
            {
                Assert.Contains("is allowed", e.Message, StringComparison.Ordinal);
            }
        }
    }
}
