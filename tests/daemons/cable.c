/* vpcd's driver with a cable that can be pulled: while the file that $CABLE names exists, the reader is gone. */
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
#include <ifdhandler.h>

static void *vpcd(const char *name)
{
	static void *driver;
	if (!driver)
		driver = dlopen(getenv("CABLE_DRIVER"), RTLD_NOW | RTLD_LOCAL);
	return driver ? dlsym(driver, name) : NULL;
}

static int pulled(void) { return access(getenv("CABLE"), F_OK) == 0; }

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device)
{ return ((RESPONSECODE (*)(DWORD, LPSTR))vpcd(__func__))(lun, device); }
RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{ return ((RESPONSECODE (*)(DWORD, DWORD))vpcd(__func__))(lun, channel); }
RESPONSECODE IFDHCloseChannel(DWORD lun)
{ return ((RESPONSECODE (*)(DWORD))vpcd(__func__))(lun); }
RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{ return ((RESPONSECODE (*)(DWORD, DWORD, PDWORD, PUCHAR))vpcd(__func__))(lun, tag, length, value); }
RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{ return ((RESPONSECODE (*)(DWORD, DWORD, DWORD, PUCHAR))vpcd(__func__))(lun, tag, length, value); }
RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR a, UCHAR b, UCHAR c)
{ return ((RESPONSECODE (*)(DWORD, DWORD, UCHAR, UCHAR, UCHAR, UCHAR))vpcd(__func__))(lun, protocol, flags, a, b, c); }
RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR tx, DWORD size, PUCHAR rx, DWORD room, LPDWORD length)
{ return ((RESPONSECODE (*)(DWORD, DWORD, PUCHAR, DWORD, PUCHAR, DWORD, LPDWORD))vpcd(__func__))(lun, code, tx, size, rx, room, length); }
RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length)
{ return pulled() ? IFD_NO_SUCH_DEVICE
	: ((RESPONSECODE (*)(DWORD, DWORD, PUCHAR, PDWORD))vpcd(__func__))(lun, action, atr, length); }
RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR tx, DWORD size, PUCHAR rx, PDWORD length, PSCARD_IO_HEADER recv)
{ return pulled() ? IFD_NO_SUCH_DEVICE
	: ((RESPONSECODE (*)(DWORD, SCARD_IO_HEADER, PUCHAR, DWORD, PUCHAR, PDWORD, PSCARD_IO_HEADER))vpcd(__func__))(lun, send, tx, size, rx, length, recv); }
RESPONSECODE IFDHICCPresence(DWORD lun)
{ return pulled() ? IFD_NO_SUCH_DEVICE : ((RESPONSECODE (*)(DWORD))vpcd(__func__))(lun); }
