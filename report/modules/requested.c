// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Modules that a module loads by their names when it has found what its device can do
 * (request_module()): no table of devices and no dependency tells of them, as they depend
 * on the one that loads them.
 */
#include "report/modules/collector.h"

#include "data/base/array.h"

/* ADD A MODULE THAT LOADS OTHERS BY THEIR NAMES HERE. */
static const struct hw_requested rows[] = {
	/* iwl_req_fw_callback(), drivers/net/wireless/intel/iwlwifi/iwl-drv.c */
	{"iwlwifi", {"iwlmvm", "iwldvm", "iwlmld"}},
	/* brcmf_fwvid_request_module(), …/brcm80211/brcmfmac/fwvid.c, since Linux 6.2 */
	{"brcmfmac", {"brcmfmac_wcc", "brcmfmac_cyw", "brcmfmac_bca"}},
	/* mlx4_request_modules(), drivers/net/ethernet/mellanox/mlx4/main.c, before 6.7
	 */
	{"mlx4_core", {"mlx4_en", "mlx4_ib"}},
	/* qeth_setup_discipline(), drivers/s390/net/qeth_core_main.c */
	{"qeth", {"qeth_l2", "qeth_l3"}},
	/* what keys are made with, by the names of algorithms: net/mac80211/aes_ccm.c,
	 * aes_cmac.c, aes_gcm.c */
	{"mac80211", {"ccm", "ctr", "cmac", "gcm"}},
	/* request_module_async() of drivers/media: usb/em28xx/em28xx-cards.c,
	 * usb/cx231xx/cx231xx-cards.c, pci/saa7134/saa7134-core.c, pci/cx88/cx88-mpeg.c
	 */
	{"em28xx", {"em28xx_v4l", "em28xx_alsa", "em28xx_dvb", "em28xx_rc"}},
	{"cx231xx", {"cx231xx_alsa", "cx231xx_dvb"}},
	{"saa7134", {"saa7134_empress", "saa7134_dvb", "saa7134_go7007", "saa7134_alsa"}},
	{"cx8802", {"cx88_dvb", "cx88_blackbird"}},
};

const struct hw_requested *hw_requested_by(struct hw_text module)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (hw_text_eq(module, hw_text_of(rows[i].module)))
			return &rows[i];
	return NULL;
}
