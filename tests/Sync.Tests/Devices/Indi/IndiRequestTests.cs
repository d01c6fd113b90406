using System.Xml.Linq;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiRequestTests
{
    [Fact]
    public void Names_and_texts_are_escaped()
    {
        var xml = XElement.Parse(IndiRequest.Text("<\"A\" & 'B'>", "P", ("M", "1 < 2 & 3 > 2")).Xml);
        Assert.Equal("<\"A\" & 'B'>", xml.Attribute("device")!.Value);
        Assert.Equal("1 < 2 & 3 > 2", xml.Element("oneText")!.Value);
    }

    [Fact]
    public void BLOBs_are_asked_for_by_name() => Assert.Equal(
        "<enableBLOB device=\"Camera A\" name=\"CCD1\">Also</enableBLOB>\n", IndiRequest.EnableBlob("Camera A", "CCD1").Xml);
}
